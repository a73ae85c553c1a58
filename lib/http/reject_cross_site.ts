import type { Context } from "fresh";
import { Problem } from "./problem.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Middleware that refuses changes which another web site's page sends through a visitor's browser
 * (OWASP, "Cross-Site Request Forgery": verify the origin). Programs send no `Origin` and pass.
 */
export function rejectCrossSite<State>(ctx: Context<State>): Promise<Response> {
  const origin = ctx.req.headers.get("origin");
  if (!SAFE_METHODS.has(ctx.req.method) && origin !== null && !isSameHost(origin, ctx.req)) {
    throw new Problem(403, "Another web site may not change anything here.");
  }
  return ctx.next();
}

function isSameHost(origin: string, request: Request): boolean {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
