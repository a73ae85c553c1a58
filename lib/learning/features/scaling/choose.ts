/**
 * The scaling that fits a column.
 *
 * @module
 */
import { signedLogs } from "./log_standard.ts";
import type { ScalingKind, Values } from "./scaler.ts";

/** A column is left as it is unless its right tail is this long; 2 is that of an exponential. */
const LONG_TAIL = 1;

/** The logarithm must leave this share of the skew at most; else it changes too little. */
const WORTHWHILE = 0.8;

/**
 * Chooses by skewness: `log-standard` where the values have a long right tail that the logarithm
 * shortens, as byte counts and durations have, `standard` for all else. Shares from 0 to 1 and flags
 * stay as they are: the logarithm does little to them.
 *
 * @param values training values, none missing
 */
export function chooseScaling(values: Values): ScalingKind {
  const before = skewness(values);
  if (before <= LONG_TAIL) return "standard";
  const after = skewness(signedLogs(values));
  return Math.abs(after) <= WORTHWHILE * before ? "log-standard" : "standard";
}

/**
 * The third standardised moment, g1 of D. N. Joanes and C. A. Gill, "Comparing measures of sample
 * skewness and kurtosis", The Statistician 47 (1), 1998; 0 where the values are equal or there are
 * none.
 */
export function skewness(values: Values): number {
  if (values.every((value) => value === values[0])) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = values[i] - mean;
    squares += distance * distance;
    cubes += distance * distance * distance;
  }
  const variance = squares / values.length;
  return cubes / values.length / variance ** 1.5 || 0;
}
