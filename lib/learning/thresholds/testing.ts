/**
 * Material for the tests of thresholds.
 *
 * @module
 */
import type { ThresholdScores } from "./definition.ts";

/** Scores as rules take them. */
export function scoresOf(
  heldOut: Iterable<number>,
  test: Iterable<number> = [],
  truth: Uint8Array | null = null,
): ThresholdScores {
  return { heldOut: Float32Array.from(heldOut), test: Float32Array.from(test), truth };
}

/** Numbers between 0 and 1 of a linear congruential generator, which the Python reference repeats. */
export function uniforms(length: number, seed: number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0, state = seed; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = (state + 0.5) / 2 ** 32;
  }
  return values;
}

/** Whether two numbers differ by a small part of their size at most. */
export function near(actual: number, expected: number, part: number): boolean {
  return Math.abs(actual - expected) <= part * Math.abs(expected);
}
