/**
 * The threshold that test labels would choose.
 *
 * @module
 */
import { operatingPoints } from "../metrics/operating_points.ts";
import type { Confusion } from "../metrics/types.ts";
import type { ThresholdScores } from "./definition.ts";

/**
 * The threshold with the largest value of a metric on the test rows; of several the highest, which has
 * the fewest alarms.
 *
 * @param merit of the decisions at a threshold
 * @throws {RangeError} when the test has no labels, or not both attacks and normal rows
 */
export function bestOperatingPoint(
  { test, truth }: ThresholdScores,
  merit: (confusion: Confusion) => number,
): number {
  if (!truth) throw new RangeError("This threshold is chosen by test labels; there are none.");
  const points = operatingPoints(test, truth);
  const { threshold, truePositives, falsePositives, positives, negatives } = points;
  if (positives === 0 || negatives === 0) {
    throw new RangeError("This threshold needs attacks and normal rows in the test data.");
  }
  let best = -Infinity;
  let chosen = 0;
  for (let i = 0; i < threshold.length; i++) {
    const tp = truePositives[i];
    const fp = falsePositives[i];
    const value = merit({ tp, fp, fn: positives - tp, tn: negatives - fp });
    if (value > best) {
      best = value;
      chosen = threshold[i];
    }
  }
  return chosen;
}
