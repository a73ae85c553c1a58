import type { Context, Method } from "fresh";
import { ProblemError } from "./problem.ts";

/** Answers one request of an API route. */
export type ApiHandler<State> = (ctx: Context<State>) => Response | Promise<Response>;

/**
 * The handler of an API route: one function a method. Other methods are answered with 405 and what
 * is allowed, HEAD as GET without a body, OPTIONS with the list of methods.
 *
 * @example
 * ```ts ignore
 * export const handler = methods<State>({ GET: (ctx) => ctx.json(list()) });
 * ```
 */
export function methods<State>(
  handlers: Partial<Record<Exclude<Method, "HEAD">, ApiHandler<State>>>,
): ApiHandler<State> {
  const byMethod = new Map(Object.entries(handlers));
  const allowed = [...byMethod.keys(), ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].sort()
    .join(", ");
  return async (ctx) => {
    const { method } = ctx.req;
    const handler = byMethod.get(method === "HEAD" ? "GET" : method);
    if (!handler) {
      if (method === "OPTIONS") {
        return new Response(null, { status: 204, headers: { allow: allowed } });
      }
      throw new ProblemError(405, `Method ${method} not allowed. Allowed: ${allowed}.`, {
        headers: { allow: allowed },
      });
    }
    const response = await handler(ctx);
    if (method !== "HEAD") return response;
    await response.body?.cancel();
    return new Response(null, response);
  };
}
