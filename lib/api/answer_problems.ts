import { STATUS_CODES } from "node:http";
import { type Context, HttpError } from "fresh";
import { z } from "zod";
import { BusyError } from "../jobs/busy_error.ts";
import { ChildLostError, JobCancelledError, JobDiskFullError, JobError } from "../jobs/child.ts";
import { ScorerLostError } from "../scoring/scorer_thread.ts";
import { StreamLostError } from "../scoring/stream/stream_error.ts";
import { invalid, ProblemError, unexpected } from "../http/problem.ts";
import { DamagedRowError } from "../store/damaged_row.ts";
import { TooManyError } from "../store/too_many_error.ts";

/**
 * Middleware that answers errors of the API as `application/problem+json`. What a client cannot
 * fix is logged and told without its details.
 */
export async function answerProblems<State>(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    return toProblem(error, ctx.url.pathname).toResponse();
  }
}

/** The problem that an error of any kind is answered with; what a client cannot fix is logged. */
export function toProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) return invalid(error);
  if (error instanceof HttpError && error.status === 404) {
    return new ProblemError(404, `No endpoint at ${path.slice(0, 200)}.`);
  }
  if (error instanceof HttpError) {
    return new ProblemError(error.status, error.message || `${STATUS_CODES[error.status]}.`);
  }
  if (error instanceof BusyError) {
    const headers = { "retry-after": String(error.retryAfterSeconds) };
    return new ProblemError(429, error.message, { headers });
  }
  if (
    error instanceof ChildLostError || error instanceof ScorerLostError ||
    error instanceof StreamLostError
  ) {
    return new ProblemError(503, error.message, { headers: { "retry-after": "1" } });
  }
  if (error instanceof JobDiskFullError) return new ProblemError(507, error.message);
  if (
    error instanceof JobError || error instanceof JobCancelledError ||
    error instanceof DamagedRowError || error instanceof TooManyError
  ) {
    return new ProblemError(409, error.message);
  }
  return unexpected(error, path);
}
