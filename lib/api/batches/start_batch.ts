import type { Batch } from "../../resources/batch.ts";
import { JobError } from "../../jobs/child.ts";
import type { Netsift } from "../../netsift.ts";
import { Problem } from "../../http/problem.ts";

/**
 * Starts a batch.
 *
 * @throws {Problem} 422 when a model cannot score the dataset, 429 when too many batches wait
 */
export async function startBatch(netsift: Netsift, body: unknown): Promise<Batch> {
  refuseWhenFull(netsift);
  try {
    return await netsift.batches.start(body);
  } catch (error) {
    throw error instanceof JobError ? new Problem(422, error.message) : error;
  }
}

/** Refuses another batch when too many wait. */
export function refuseWhenFull({ batches }: Netsift): void {
  if (!batches.isFull) return;
  throw new Problem(429, "Too many batches wait already. Try again later.", {
    headers: { "retry-after": "60" },
  });
}
