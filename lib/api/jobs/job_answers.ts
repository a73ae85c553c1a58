import { ProblemError } from "../../http/problem.ts";
import type { JobChannel } from "../../jobs/channel.ts";
import { eventStream } from "./event_stream.ts";
import { found } from "../found.ts";

/** Stored jobs of one kind, as their routes use them. */
export interface AnsweringJobs {
  /** What has become of a job, or `null` where there is none. */
  statusOf(id: string): string | null;
  /** Ends a job; `false` when it has ended already. */
  cancel(id: string): Promise<boolean>;
  channel(id: string): JobChannel | null;
}

/**
 * Cancels a job.
 *
 * @param what it is, such as `run`
 * @returns what has become of it
 * @throws {ProblemError} 404 where there is none, 409 when it has ended already
 */
export async function cancelJob(
  jobs: AnsweringJobs,
  what: string,
  id: string,
): Promise<{ id: string; status: string | null }> {
  const status = found(jobs.statusOf(id), what, id);
  if (!await jobs.cancel(id)) {
    throw new ProblemError(409, `The ${what} has already ended; its status is ${status}.`);
  }
  return { id, status: jobs.statusOf(id) };
}

/**
 * Answers with the events of a job.
 *
 * @param what it is, such as `run`
 * @throws {ProblemError} 404 where there is none
 */
export function jobEvents(jobs: AnsweringJobs, what: string, id: string): Response {
  return eventStream(found(jobs.channel(id), what, id));
}
