import type { Day } from "../day/day.ts";
import { METRIC } from "../day/hour_counts.ts";
import type { Span } from "./span.ts";

const HOUR = 3_600_000;

/** The time of an hour of the day, and the connections of a host in it. */
export function hourSpan(day: Day, host: number, hour: number, hours = 1): Span {
  const counts = day.counts.get(host);
  let records = 0;
  for (let at = hour; at < hour + hours && counts; at++) {
    records += counts.at(METRIC.OPENED, at) + counts.at(METRIC.RECEIVED, at);
  }
  const known = day.hourStarts[hour];
  const from = Number.isNaN(known) ? day.from : known;
  return { from, to: from + hours * HOUR, records };
}
