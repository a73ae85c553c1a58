import type { ColumnProfile } from "../../resources/dataset.ts";
import { foldName } from "../../values/columns.ts";
import type { DurationUnit } from "../../values/connections/connection_columns.ts";

/** CICFlowMeter's name; it counts microseconds, while others use the name for seconds. */
const FLOW_DURATION = "flowduration";

/** Names of how long a connection took, without case and punctuation; earlier ones are preferred. */
export const DURATION_NAMES = [
  "duration",
  FLOW_DURATION,
  "dur",
  "bidirectionaldurationms",
  "flowdurationmilliseconds",
  "durationms",
  "flowdurationms",
];

/** Seconds in each unit. */
export const UNIT_SECONDS: Record<DurationUnit, number> = {
  seconds: 1,
  milliseconds: 1e-3,
  microseconds: 1e-6,
};

/**
 * The unit of durations: their name may say it, and CICFlowMeter's microseconds are whole numbers where
 * seconds have fractions.
 *
 * @param isWhole whether all values are whole numbers, as far as is known
 */
export function durationUnit(name: string, isWhole: boolean): DurationUnit {
  const folded = foldName(name);
  if (/ms$|milliseconds$/.test(folded)) return "milliseconds";
  if (/us$|microseconds$/.test(folded)) return "microseconds";
  return folded === FLOW_DURATION && isWhole ? "microseconds" : "seconds";
}

/**
 * The unit of a column of durations.
 *
 * @param column `undefined` where there is none
 */
export function durationUnitOf(
  column: Pick<ColumnProfile, "name" | "top"> | undefined,
): DurationUnit {
  if (!column) return "seconds";
  return durationUnit(column.name, column.top.every(({ value }) => /^-?\d+$/.test(value)));
}
