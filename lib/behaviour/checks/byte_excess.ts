import { formatBytes, formatCount } from "../../base/format.ts";
import { quantile } from "../../learning/metrics/quantile.ts";
import type { Day } from "../day/day.ts";
import { HOURS, type Metric } from "../day/hour_counts.ts";
import type { HourlyHistory } from "../history/hourly_history.ts";

const USUAL_QUANTILE = 0.9;
const LEAST_SCALE = 0.35;
/** The pooled scale counts as much as so many hours of the host's own. */
const POOLED_WEIGHT = 5;
/** Hosts that are asked for the pooled values. */
const MOST_POOLED = 200;

/** An hour in which a host moved more bytes than it usually does. */
export interface Excess {
  host: number;
  hour: number;
  amount: number;
  /** What it usually stays below. */
  usual: number;
  score: number;
}

/**
 * For each host the hour with the largest excess of ln(1 + amount) over the 90 % quantile of its past
 * hours, in units of how far its own past hours exceed it, drawn towards the other hosts'.
 *
 * @param least an amount that is no excess, whatever is usual
 */
export function largestExcesses(
  day: Day,
  past: HourlyHistory,
  metric: Metric,
  least: number,
): Excess[] {
  const pooled = pooledHabit(past, metric, least);
  const found: Excess[] = [];
  for (const [host, counts] of day.counts) {
    const amounts = counts.of(metric);
    let hour = 0;
    for (let at = 1; at < HOURS; at++) if (amounts[at] > amounts[hour]) hour = at;
    if (amounts[hour] <= least || past.daysOf(host) === 0) continue;
    const habit = habitOf(past.values(host, metric), pooled);
    const excess = Math.log1p(amounts[hour]) - Math.max(habit.start, Math.log1p(least));
    if (excess <= 0) continue;
    const score = 1 + excess / habit.scale / Math.LN10;
    found.push({ host, hour, amount: amounts[hour], usual: Math.expm1(habit.start), score });
  }
  return found;
}

interface Habit {
  start: number;
  scale: number;
}

function habitOf(values: number[], pooled: Habit): Habit {
  if (values.length < POOLED_WEIGHT) return pooled;
  const logarithms = Float32Array.from(values, (value) => Math.log1p(value));
  const start = quantile(logarithms, USUAL_QUANTILE);
  let sum = POOLED_WEIGHT * pooled.scale;
  let count = POOLED_WEIGHT;
  for (const value of logarithms) {
    if (value <= start) continue;
    sum += value - start;
    count++;
  }
  return { start, scale: Math.max(LEAST_SCALE, sum / count) };
}

function pooledHabit(past: HourlyHistory, metric: Metric, least: number): Habit {
  const values: number[] = [];
  let hosts = 0;
  for (const host of past.hosts()) {
    if (hosts++ >= MOST_POOLED) break;
    values.push(...past.values(host, metric).slice(-HOURS));
  }
  const none = { start: Math.log1p(least), scale: 1 };
  return values.length < POOLED_WEIGHT ? none : habitOf(values, { ...none, scale: LEAST_SCALE });
}

/** An amount of bytes, or of packets. */
export function amountText(amount: number, unit: "bytes" | "packets"): string {
  return unit === "bytes" ? formatBytes(amount) : `${formatCount(amount)} packets`;
}
