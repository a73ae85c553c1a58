import type { Context } from "./context.ts";
import { HttpError } from "./http_error.ts";

/** A step of a request's way: answers, or hands on with `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/**
 * Runs `chain` in order, each step reaching the one after it through `ctx.next()`.
 *
 * @param index the step to begin with
 * @throws {HttpError} 404 when the last step calls `ctx.next()`.
 */
export async function runChain<State>(
  chain: Middleware<State>[],
  ctx: Context<State>,
  index = 0,
): Promise<Response> {
  if (index === chain.length) throw new HttpError(404);
  ctx.next = () => runChain(chain, ctx, index + 1);
  return await chain[index](ctx);
}
