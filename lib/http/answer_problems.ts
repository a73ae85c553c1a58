import { type Context, HttpError } from "fresh";
import { z } from "zod";
import { invalid, Problem } from "./problem.ts";

/**
 * Middleware that answers errors of the API as `application/problem+json`. What a client cannot
 * mend is logged and told without its details.
 */
export async function answerProblems<State>(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    return toProblem(error, ctx.url.pathname).toResponse();
  }
}

function toProblem(error: unknown, path: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.ZodError) return invalid(error);
  if (error instanceof HttpError && error.status === 404) {
    return new Problem(404, `There is nothing at ${path.slice(0, 200)}.`);
  }
  if (error instanceof HttpError) return new Problem(error.status, error.message);
  console.error(`${path} failed:`, error);
  return new Problem(500, "Something went wrong inside Netsift; the server's log has it.");
}
