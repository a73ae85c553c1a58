import type { Batch } from "../../resources/batch.ts";
import { JobError } from "../../jobs/child.ts";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";

/**
 * Starts a batch.
 *
 * @throws {BusyError} when too many batches wait
 * @throws {ProblemError} 422 when a model cannot score the dataset
 */
export async function startBatch({ batches }: Netsift, body: unknown): Promise<Batch> {
  try {
    return await batches.start(body);
  } catch (error) {
    throw error instanceof JobError ? new ProblemError(422, error.message) : error;
  }
}
