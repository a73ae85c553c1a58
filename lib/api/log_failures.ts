import { type Context, HttpError } from "fresh";

/**
 * Middleware that logs what is no fault of a client before the error page hides it. It comes first,
 * so that it sees what fails anywhere.
 */
export async function logFailures<State>(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    if (!(error instanceof HttpError && error.status < 500)) {
      console.error(`${ctx.req.method} ${ctx.url.pathname} failed:`, error);
    }
    throw error;
  }
}
