/**
 * Words for features whose values are nearly all unlike those of training.
 *
 * @module
 */
import { formatShare } from "../../base/format.ts";
import type { Shift, ShiftKind } from "../../learning/features/shifts.ts";

/** Features that a warning names. */
const NAMED = 5;

const FINDINGS: Record<ShiftKind, string> = {
  unseen: "a value unknown from training",
  outside: "a value outside the range seen in training",
  missing: "no value, although most training records have one,",
};

const ADVICE: Record<ShiftKind, string> = {
  unseen:
    "The model cannot distinguish such values. Check that both datasets spell them the same " +
    "way, leave the feature out, or retrain on records that contain them.",
  outside:
    "Such records look anomalous regardless of their other values. Check that both datasets use the " +
    "same units, leave the feature out, or retrain on newer records.",
  missing: "The model fills in a typical value. Check that both datasets export the " +
    "feature, or leave it out.",
};

/**
 * One sentence or two for each kind of shift.
 *
 * @param records which they are, such as "test records"
 */
export function shiftWarnings(shifts: Shift[], records: string): string[] {
  return (["unseen", "outside", "missing"] as const).flatMap((kind) => {
    const found = shifts.filter((shift) => shift.kind === kind);
    if (found.length === 0) return [];
    const names = found.slice(0, NAMED).map(({ feature }) => `"${feature.slice(0, 100)}"`);
    const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : "";
    const least = Math.min(...found.map(({ share }) => share));
    const share = least === 1
      ? `All ${records}`
      : `At least ${formatShare(least)} of the ${records}`;
    return [
      `${share} have ${FINDINGS[kind]} in ${names.join(", ")}${more}. ` +
      ADVICE[kind],
    ];
  });
}
