import { quantile } from "../../learning/metrics/quantile.ts";
import type { Day } from "../day/day.ts";

const DAYS = 28;
/** With fewer days a host is compared with the others, too. */
const ENOUGH_DAYS = 10;
const POOLED_QUANTILE = 0.9;

/** One value a host and day, for the last 28 days that are trusted. */
export class DailyValues {
  #values = new Map<number, number[]>();
  #pooled: number | null = null;

  learn(host: number, value: number): void {
    let values = this.#values.get(host);
    if (!values) this.#values.set(host, values = []);
    if (values.push(value) > DAYS) values.shift();
    this.#pooled = null;
  }

  /**
   * Learns the values of a day for the network's own hosts that opened connections.
   *
   * @param isTrusted whether a host's day may become its usual one
   */
  learnDay(
    day: Day,
    isTrusted: (host: number) => boolean,
    valueOf: (host: number) => number,
  ): void {
    for (const host of day.bySource.keys()) {
      if (day.book.isOwn(host) && isTrusted(host)) this.learn(host, valueOf(host));
    }
  }

  /**
   * What a host has reached before: its second-largest value, so that one incident does not become
   * usual; with fewer than ten days at least what nine in ten of all values stay below.
   *
   * @returns 0 where nothing is known
   */
  usualMaximum(host: number): number {
    const values = this.#values.get(host) ?? [];
    let largest = 0;
    let second = 0;
    for (const value of values) {
      if (value > largest) {
        second = largest;
        largest = value;
      } else if (value > second) second = value;
    }
    return values.length >= ENOUGH_DAYS ? second : Math.max(second, this.#pooledQuantile());
  }

  /** The mean of a host's last seven days; 0 where there is none. */
  recentMean(host: number): number {
    const recent = this.#values.get(host)?.slice(-7) ?? [];
    return recent.reduce((sum, value) => sum + value, 0) / Math.max(1, recent.length);
  }

  forgetHosts(isKnown: (host: number) => boolean): void {
    for (const host of this.#values.keys()) {
      if (isKnown(host)) continue;
      this.#values.delete(host);
      this.#pooled = null;
    }
  }

  save(): Map<number, number[]> {
    return this.#values;
  }

  restore(values: Map<number, number[]>): void {
    this.#values = values;
    this.#pooled = null;
  }

  #pooledQuantile(): number {
    if (this.#pooled === null) {
      const all = Float32Array.from([...this.#values.values()].flat());
      this.#pooled = all.length === 0 ? 0 : quantile(all, POOLED_QUANTILE);
    }
    return this.#pooled;
  }
}
