import { STATUS_CODES } from "node:http";
import { type Context, HttpError } from "fresh";
import { z } from "zod";
import { BusyError } from "../jobs/busy_error.ts";
import { ChildLost, JobCancelled, JobDiskFull, JobError } from "../jobs/child.ts";
import { ScorerLost } from "../scoring/scorer_thread.ts";
import { StreamLost } from "../scoring/stream/stream_error.ts";
import { invalid, Problem, unexpected } from "../http/problem.ts";
import { DamagedRowError } from "../store/damaged_row.ts";

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

/** The problem that an error of any kind is answered with; what a client cannot mend is logged. */
export function toProblem(error: unknown, path: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.ZodError) return invalid(error);
  if (error instanceof HttpError && error.status === 404) {
    return new Problem(404, `There is nothing at ${path.slice(0, 200)}.`);
  }
  if (error instanceof HttpError) {
    return new Problem(error.status, error.message || `${STATUS_CODES[error.status]}.`);
  }
  if (error instanceof BusyError) {
    const headers = { "retry-after": String(error.retryAfterSeconds) };
    return new Problem(429, error.message, { headers });
  }
  if (error instanceof ChildLost || error instanceof ScorerLost || error instanceof StreamLost) {
    return new Problem(503, error.message, { headers: { "retry-after": "1" } });
  }
  if (error instanceof JobDiskFull) return new Problem(507, error.message);
  if (
    error instanceof JobError || error instanceof JobCancelled || error instanceof DamagedRowError
  ) {
    return new Problem(409, error.message);
  }
  return unexpected(error, path);
}
