/**
 * The states of jobs, and how they end.
 *
 * @module
 */

/** State of a job. */
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

/** How a job ended. */
export type JobEnd<Result> =
  | { state: "done"; result: Result }
  /** `error` is for a person, `cause` as it was thrown. */
  | { state: "failed"; error: string; cause: unknown }
  | { state: "cancelled" };

/** What the event `done` says. */
export interface JobOutcome {
  status: string;
  error: string | null;
}
