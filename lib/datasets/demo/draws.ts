/**
 * Draws from the distributions that traffic follows.
 *
 * @module
 */
import { createRandom, type Random } from "../../base/random.ts";

/** Random draws that a seed determines. */
export interface Draws extends Random {
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** A number between `low` and `high`, evenly. */
  uniform(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included, evenly. */
  between(low: number, high: number): number;
  /** Waiting times: exponential with this mean. */
  exponential(mean: number): number;
  /** Sizes and durations: log-normal with this median, rounded to a whole number. */
  size(median: number, sigma: number): number;
  /** Lengths of sessions: 1, 2, 3 ... geometric with this mean. */
  geometric(mean: number): number;
  /** One of the values, by weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** One of the values, evenly. */
  pick<T>(values: readonly T[]): T;
  /** A port that a client opens connections from. */
  port(): number;
}

/** Starts a stream of draws. */
export function createDraws(seed: number): Draws {
  const random = createRandom(seed);
  const { next, integer, normal } = random;
  const uniform = (low: number, high: number) => low + (high - low) * next();
  const between = (low: number, high: number) => low + integer(high - low + 1);
  const exponential = (mean: number) => -mean * Math.log(1 - next());
  return {
    ...random,
    uniform,
    between,
    exponential,
    chance: (share) => next() < share,
    size: (median, sigma) => Math.round(median * Math.exp(sigma * normal())),
    geometric: (mean) =>
      mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - 1 / mean)),
    weighted<T>(choices: readonly (readonly [T, number])[]): T {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [value, weight] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices[choices.length - 1][0];
    },
    pick: (values) => values[integer(values.length)],
    port: () => between(1_024, 65_535),
  };
}
