/**
 * Datasets of which so many lines could not be read that a person must confirm them first.
 *
 * @module
 */
import { JobError } from "../jobs/child.ts";
import type { DatasetProfile } from "../resources/dataset.ts";

/** Beyond this share of rejected lines a file may be something else than a table. */
export const REJECTED_SHARE = 0.2;

/** Whether a person must confirm a dataset before models are trained on it. */
export function needsConfirmation(
  { rows, rejected, accepted = false }: Pick<DatasetProfile, "rows" | "rejected" | "accepted">,
): boolean {
  return !accepted && rejected.count > REJECTED_SHARE * (rejected.count + rows);
}

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
