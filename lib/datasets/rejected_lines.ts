/**
 * What is said about lines that could not be read, and when they are so many that a person must
 * confirm the dataset.
 *
 * @module
 */
import type { DatasetProfile } from "../resources/dataset.ts";

type RejectedProfile = Pick<DatasetProfile, "rows" | "rejected" | "accepted">;

/** Beyond this share of rejected lines a file may be something else than a table. */
const REJECTED_SHARE = 0.2;

/** Whether a person must confirm a dataset before models are trained on it. */
export function needsConfirmation({ rows, rejected, accepted = false }: RejectedProfile): boolean {
  return !accepted && rejected.count > REJECTED_SHARE * (rejected.count + rows);
}

/** Sentences about lines that could not be read; none where all could be. */
export function rejectedWarnings(profile: RejectedProfile): string[] {
  const { count } = profile.rejected;
  if (count === 0) return [];
  const percent = 100 * count / (count + profile.rows);
  const share = percent < 0.1 ? "under 0.1%" : `${percent.toFixed(1)}%`;
  const told = count === 1
    ? `1 line (${share}) could not be read and was skipped.`
    : `${count.toLocaleString("en-GB")} lines (${share}) could not be read and were skipped.`;
  if (!needsConfirmation(profile)) return [told];
  return [
    told,
    "So many lines could not be read that this may not be a table of records. Confirm the dataset " +
    "before you train on it.",
  ];
}
