/**
 * What can become of missing and infinite values, in words.
 *
 * @module
 */
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { MissingPolicy } from "../../learning/features/missing_policy.ts";

/** A policy as people read it. */
interface PolicyText {
  name: string;
  explanation: string;
}

/** Every policy; the default comes first. */
export const MISSING_POLICIES: Record<MissingPolicy, PolicyText> = {
  "median": {
    name: "Use the median",
    explanation:
      "Replaces them with the median of the training rows. The default: no row is lost, and extreme values do not affect a median.",
  },
  "zero": {
    name: "Use zero",
    explanation: "Replaces them with zero. Right where a missing value means none.",
  },
  "indicator": {
    name: "Use the median and mark it",
    explanation:
      "Replaces them with the median and adds a feature that marks where a value was missing.",
  },
  "drop-row": {
    name: "Drop the row",
    explanation:
      "Runs skip rows with such a value. The label table shows how many rows each label loses.",
  },
};

/** How many values of a column a policy has to deal with. */
export function gapCount({ missing, infinite }: Pick<ColumnProfile, "missing" | "infinite">) {
  return missing + infinite;
}

/** Whether a policy matters for a column: a feature of numbers with missing or infinite values. */
export function needsPolicy(
  column: Pick<ColumnProfile, "role" | "missing" | "infinite">,
): boolean {
  return column.role === "numeric" && gapCount(column) > 0;
}
