import type { Batch } from "../../resources/batch.ts";
import type { Netsift } from "../../netsift.ts";
import { notFound, ProblemError } from "../../http/problem.ts";

/**
 * The batch of an address.
 *
 * @throws {ProblemError} 404 where there is none
 */
export function findBatch(netsift: Netsift, id: string): Batch {
  const batch = netsift.batches.get(id);
  if (!batch) throw notFound("batch", id);
  return batch;
}

/**
 * The batch of an address, with its scores.
 *
 * @throws {ProblemError} 404 where there is none, 409 where it has no scores
 */
export function findScoredBatch(netsift: Netsift, id: string): Batch {
  const batch = findBatch(netsift, id);
  if (batch.status !== "done") {
    throw new ProblemError(409, `The batch has no scores: it is ${batch.status}.`);
  }
  return batch;
}
