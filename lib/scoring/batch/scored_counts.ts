/**
 * Counts of records that were scored outside a batch, and what a reader should know about them.
 *
 * @module
 */
import { addShiftCounts, type ShiftCounts, shiftsOf } from "../../learning/features/shifts.ts";
import { batchWarnings } from "./batch_warnings.ts";

/** Counts of records that a model has scored. */
export interface ScoredCounts {
  /** How many it flagged. */
  flagged: number;
  /** All of them, and values unlike those of training. */
  shifts: ShiftCounts;
}

/** The counts of both, which are of one model. */
export function addScoredCounts(a: ScoredCounts | null, b: ScoredCounts): ScoredCounts {
  if (a === null) return b;
  return { flagged: a.flagged + b.flagged, shifts: addShiftCounts(a.shifts, b.shifts) };
}

/** The sentences that a batch of the same records, without labels, has as its warnings. */
export function scoredWarnings({ flagged, shifts }: ScoredCounts): string[] {
  const { rows } = shifts;
  return batchWarnings({ index: 0, rows, flagged, labels: [] }, { shifts: () => shiftsOf(shifts) });
}
