import type { Context } from "./context.ts";
import { HttpError } from "./http_error.ts";

/** A step of a request's way: answers, or hands on with `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/**
 * Runs `chain` in order, each step reaching the one after it through `ctx.next()`.
 *
 * @throws {HttpError} 404 when the last step calls `ctx.next()`.
 */
export function runChain<State>(
  chain: Middleware<State>[],
  ctx: Context<State>,
): Promise<Response> {
  const outside = ctx.next;
  const run = async (index: number): Promise<Response> => {
    if (index === chain.length) throw new HttpError(404);
    const before = ctx.next;
    ctx.next = () => run(index + 1);
    try {
      return await chain[index](ctx);
    } finally {
      ctx.next = before;
    }
  };
  return run(0).finally(() => ctx.next = outside);
}
