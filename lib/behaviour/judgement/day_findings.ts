import type { Day } from "../day/day.ts";
import type { Finding } from "../finding.ts";
import { findingsOf } from "./findings_of.ts";
import { groupOutside } from "./group_outside.ts";
import type { JudgedHost } from "./judge_day.ts";

/**
 * What is reported of a day.
 *
 * @param flagged hosts whose day was unusual
 * @param limit the dial's
 */
export function dayFindings(day: Day, flagged: readonly JudgedHost[], limit: number): Finding[] {
  const { alone, grouped } = groupOutside(day, flagged, limit);
  return [...alone.flatMap((host) => findingsOf(day, host, limit)), ...grouped];
}
