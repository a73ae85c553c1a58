/**
 * Datasets of which so many lines could not be read that a person must confirm them first.
 *
 * @module
 */
import { JobError } from "../jobs/child.ts";
import type { DatasetProfile } from "../resources/dataset.ts";

/**
 * Ends a request that needs a confirmed dataset.
 *
 * @throws {JobError} where it is not confirmed; the API answers 409
 */
export function requireConfirmed(
  dataset: { name: string; needsConfirmation: boolean; profile: DatasetProfile | null },
): void {
  if (!dataset.needsConfirmation || !dataset.profile) return;
  const { name, profile: { rows, rejected } } = dataset;
  throw new JobError(
    `The dataset "${name}" needs confirmation: ${rejected.count.toLocaleString("en-GB")} of ${
      (rejected.count + rows).toLocaleString("en-GB")
    } lines could not be read. Check it, then ` +
      `confirm it on its page or with PATCH {"accept": true}.`,
  );
}
