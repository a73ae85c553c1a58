import type { JobEnd, JobState } from "./job_end.ts";
import type { StoredRow } from "./stored_jobs.ts";

/** A row that says when its job began and ended. */
export interface TimedRow extends StoredRow {
  status: JobState | "interrupted";
  startedAt: string | null;
  finishedAt: string | null;
}

/** The row of a job whose turn has come. */
export function begun<Row extends TimedRow>(row: Row): Row {
  return { ...row, status: "running", startedAt: now() };
}

/**
 * The row of a job that has ended.
 *
 * @param change what the row gets besides, such as the result
 */
export function ended<Row extends TimedRow>(
  row: Row,
  end: JobEnd<unknown>,
  change: Partial<Row> = {},
): Row {
  const error = end.state === "failed" ? { error: end.error } : {};
  return { ...row, ...change, ...error, status: end.state, finishedAt: now() };
}

/**
 * The row of a job that the end of a server has ended.
 *
 * @param what it is, such as `run`
 * @returns `null` where the job had not begun and waits again
 */
export function interrupted<Row extends TimedRow>(row: Row, what: string): Row | null {
  if (row.status === "queued") return null;
  return {
    ...row,
    status: "interrupted",
    finishedAt: now(),
    error: `The server stopped while this ${what} was running. Start it again.`,
  };
}

function now(): string {
  return new Date().toISOString();
}
