import type { Batch } from "../../resources/batch.ts";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { found } from "../found.ts";

/**
 * The batch of an address.
 *
 * @throws {ProblemError} 404 where there is none
 */
export function findBatch(netsift: Netsift, id: string): Batch {
  return found(netsift.batches.get(id), "batch", id);
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
