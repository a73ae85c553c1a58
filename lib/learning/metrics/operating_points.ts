/**
 * Every decision that a set of scores allows.
 *
 * @module
 */
import { ascendingOrder } from "./ranking.ts";

/** What each threshold that makes a difference flags, from the highest threshold to the lowest. */
export interface OperatingPoints {
  /** The largest score, which flags nothing as a threshold; -Infinity without scores. */
  highest: number;
  /** Flags exactly the scores greater than it. One entry for each different score. */
  threshold: Float64Array;
  /** Attacks flagged at that threshold. */
  truePositives: Float64Array;
  /** Normal rows flagged at that threshold. */
  falsePositives: Float64Array;
  /** All attacks. */
  positives: number;
  /** All normal rows. */
  negatives: number;
}

/**
 * Counts the right and the wrong alarms at every threshold. Equal scores are one step, never
 * several.
 *
 * @param scores one a row, higher is more anomalous
 * @param truth 1 for an attack, 0 for a normal row
 * @throws {RangeError} when the lengths differ or a score is not finite
 */
export function operatingPoints(scores: Float32Array, truth: Uint8Array): OperatingPoints {
  checkLengths(scores, truth);
  const order = ascendingOrder(scores);
  const threshold = new Float64Array(order.length);
  const truePositives = new Float64Array(order.length);
  const falsePositives = new Float64Array(order.length);
  let flagged = 0;
  let attacks = 0;
  let points = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i];
    flagged++;
    if (truth[row] !== 0) attacks++;
    const below = i > 0 ? scores[order[i - 1]] : nextBelow(scores[row]);
    if (below === scores[row]) continue;
    threshold[points] = below;
    truePositives[points] = attacks;
    falsePositives[points] = flagged - attacks;
    points++;
  }
  return {
    highest: order.length > 0 ? scores[order[order.length - 1]] : -Infinity,
    threshold: threshold.subarray(0, points),
    truePositives: truePositives.subarray(0, points),
    falsePositives: falsePositives.subarray(0, points),
    positives: attacks,
    negatives: flagged - attacks,
  };
}

/**
 * @throws {RangeError} when there is not one truth for each score
 */
export function checkLengths(scores: Float32Array, truth: Uint8Array): void {
  if (scores.length !== truth.length) {
    throw new RangeError(`${scores.length} scores, but ${truth.length} true labels.`);
  }
}

/** The largest 32-bit number below a score. */
function nextBelow(score: number): number {
  const number = new Float32Array([score + 0]);
  const bits = new Uint32Array(number.buffer);
  if (score > 0) bits[0]--;
  else if (score < 0) bits[0]++;
  else bits[0] = 0x80000001;
  return number[0];
}
