/**
 * What is usual for a host at an hour of the day.
 *
 * @module
 */

import { quantile } from "../../learning/metrics/quantile.ts";
import { HourCounts, HOURS, METRIC, type Metric } from "../day/hour_counts.ts";

const DAYS = 28;
/** With more hosts than this, new ones are not remembered: spoofed addresses can be any number. */
const MOST_HOSTS = 20_000;
const WEEK = 7;
/** From so many days on, the same day of the two weeks before counts, too. */
const WEEKLY_FROM = 14;
const DISPERSION_LIMITS = [0.15, 4];
const BUSY_QUANTILE = 0.75;
const NEIGHBOURS = [[-1, 0.25], [0, 0.5], [1, 0.25]];

/** The counts of all days on which nothing was heard. */
const SILENCE = new HourCounts();

interface PastDay {
  number: number;
  isWeekend: boolean;
  counts: HourCounts;
}

/** Days of hosts as they are kept; `null` stands for a day of silence. */
export type HourlyHistoryState = Map<
  number,
  { number: number; isWeekend: boolean; counts: Float32Array | null }[]
>;

/** The expected counts of one host, metric and day. */
export interface Expected {
  /** Mean for each hour of the day. */
  means: Float64Array;
  /** Variance is mean + dispersion * mean². */
  dispersion: number;
  /** What the host does in its busier hours, whenever they are. */
  busy: number;
}

/** Hourly counts of the last 28 trusted days of each host. */
export class HourlyHistory {
  readonly #days = new Map<number, PastDay[]>();

  /** Remembers a day of a host. */
  learn(host: number, number: number, isWeekend: boolean, counts: HourCounts): void {
    let days = this.#days.get(host);
    if (!days) {
      if (this.#days.size >= MOST_HOSTS) return;
      this.#days.set(host, days = []);
    }
    days.push({ number, isWeekend, counts });
    if (days.length > DAYS) days.shift();
  }

  /** Remembers that a known host was silent all day; one that was for 28 days is forgotten. */
  learnSilence(host: number, number: number, isWeekend: boolean): void {
    this.learn(host, number, isWeekend, SILENCE);
    const days = this.#days.get(host)!;
    if (days.every(({ counts }) => counts === SILENCE)) this.#days.delete(host);
  }

  save(): HourlyHistoryState {
    return new Map(
      this.#days.entries().map(([host, days]) => [
        host,
        days.map(({ counts, ...rest }) => ({
          ...rest,
          counts: counts === SILENCE ? null : counts.save(),
        })),
      ]),
    );
  }

  restore(state: HourlyHistoryState): void {
    this.#days.clear();
    for (const [host, days] of state) {
      const restored = days.map(({ counts, ...rest }) => ({
        ...rest,
        counts: counts === null ? SILENCE : new HourCounts(counts),
      }));
      this.#days.set(host, restored);
    }
  }

  /** Hosts with days that are remembered. */
  hosts(): Iterable<number> {
    return this.#days.keys();
  }

  /** How many days of a host are remembered. */
  daysOf(host: number): number {
    return this.#days.get(host)?.length ?? 0;
  }

  /** On how many of these days it opened or received a connection. */
  activeDaysOf(host: number): number {
    return (this.#days.get(host) ?? []).filter(({ counts }) =>
      counts.of(METRIC.OPENED).some((value) => value > 0) ||
      counts.of(METRIC.RECEIVED).some((value) => value > 0)
    ).length;
  }

  /** The largest hourly values of a host's days, for bytes: one list of all hours with any. */
  values(host: number, metric: Metric): number[] {
    const values: number[] = [];
    for (const { counts } of this.#days.get(host) ?? []) {
      for (const value of counts.of(metric)) if (value > 0) values.push(value);
    }
    return values;
  }

  /** For each hour the share of days on which the metric exceeded a limit. */
  sharesAbove(host: number, metric: Metric, limit: number): Float64Array {
    const shares = new Float64Array(HOURS);
    const days = this.#days.get(host) ?? [];
    for (const { counts } of days) {
      counts.of(metric).forEach((value, hour) => {
        if (value > limit) shares[hour] += 1 / days.length;
      });
    }
    return shares;
  }

  /**
   * What is expected of a host on a day: the mean of the same kind of day at the same hour and the
   * two beside it, large values cut, drawn towards the host's overall mean where days are few.
   *
   * Means of small samples and a dispersion by moments, as in P. Noufaily et al., "An improved
   * algorithm for outbreak detection in multiple surveillance systems", Statistics in Medicine 32,
   * 2013.
   */
  expected(host: number, metric: Metric, day: { number: number; isWeekend: boolean }): Expected {
    const days = this.#days.get(host) ?? [];
    const alike = days.filter(({ isWeekend }) => isWeekend === day.isWeekend);
    const used = alike.length > 0 ? alike : days;
    const rows = used.map(({ counts }) => counts.of(metric));
    const medians = Float64Array.from({ length: HOURS }, (_, hour) => median(rows, hour));
    const overall = meanOf(rows, medians);
    const busy = busyLevel(days, metric);
    const means = new Float64Array(HOURS);
    for (let hour = 0; hour < HOURS; hour++) {
      let sum = 0;
      for (const [step, weight] of NEIGHBOURS) {
        const at = (hour + step + HOURS) % HOURS;
        sum += weight * columnMean(rows, at, 4 * medians[at] + 10);
      }
      means[hour] = (sum * rows.length + overall) / (rows.length + 1);
    }
    const dispersion = dispersionOf(rows, means);
    if (days.length >= WEEKLY_FROM) this.#raiseByWeek(days, day.number, metric, means);
    return { means, dispersion, busy };
  }

  #raiseByWeek(days: PastDay[], number: number, metric: Metric, means: Float64Array): void {
    for (const past of days) {
      const ago = number - past.number;
      if (ago !== WEEK && ago !== 2 * WEEK) continue;
      past.counts.of(metric).forEach((value, hour) => {
        means[hour] = Math.max(means[hour], value);
      });
    }
  }
}

/** What a quarter of the hours exceed in which a host did anything. */
function busyLevel(days: readonly PastDay[], metric: Metric): number {
  const values = days.flatMap(({ counts }) => [...counts.of(metric).filter((value) => value > 0)]);
  return values.length === 0 ? 0 : quantile(Float32Array.from(values), BUSY_QUANTILE);
}

function median(rows: Float32Array[], hour: number): number {
  const sorted = Float32Array.from(rows, (row) => row[hour]).sort();
  return sorted.length === 0 ? 0 : sorted[sorted.length >> 1];
}

function columnMean(rows: Float32Array[], hour: number, limit: number): number {
  let sum = 0;
  for (const row of rows) sum += Math.min(row[hour], limit);
  return sum / Math.max(1, rows.length);
}

function meanOf(rows: Float32Array[], medians: Float64Array): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour++) sum += columnMean(rows, hour, 4 * medians[hour] + 10);
  return sum / HOURS;
}

function dispersionOf(rows: Float32Array[], means: Float64Array): number {
  let excess = 0;
  let squares = 0;
  for (const row of rows) {
    for (let hour = 0; hour < HOURS; hour++) {
      const mean = means[hour];
      const value = Math.min(row[hour], 4 * mean + 10);
      excess += (value - mean) ** 2 - mean;
      squares += mean * mean;
    }
  }
  const [least, most] = DISPERSION_LIMITS;
  return squares === 0 ? most : Math.min(most, Math.max(least, excess / squares));
}
