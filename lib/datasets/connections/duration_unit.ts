import type { ColumnProfile } from "../../resources/dataset.ts";
import { foldName } from "../../values/columns.ts";
import type { DurationUnit } from "../../values/connections/connection_columns.ts";

/** CICFlowMeter's name; it counts microseconds, while others use the name for seconds. */
const FLOW_DURATION = "flowduration";

/**
 * The unit of a column of durations: its name may say it, and CICFlowMeter's microseconds are whole
 * numbers where seconds have fractions.
 *
 * @param column `undefined` where there is none
 */
export function durationUnitOf(column: ColumnProfile | undefined): DurationUnit {
  if (!column) return "seconds";
  const name = foldName(column.name);
  if (/ms$|milliseconds$/.test(name)) return "milliseconds";
  if (/us$|microseconds$/.test(name)) return "microseconds";
  if (name !== FLOW_DURATION) return "seconds";
  const isWhole = column.top.every(({ value }) => /^-?\d+$/.test(value));
  return isWhole ? "microseconds" : "seconds";
}
