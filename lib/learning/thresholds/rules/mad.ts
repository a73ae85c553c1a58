/**
 * A threshold by the median and the spread around it.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { heldOutOf } from "../held_out.ts";
import type { RuleOf } from "../rule.ts";

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MEDIAN_SCALE = 1.482602218505602;
/** Does the same for the mean absolute deviation. */
const MEAN_SCALE = Math.sqrt(Math.PI / 2);

/**
 * Median plus `k` standard deviations, the latter estimated by the median absolute deviation. Where
 * that is 0, because more than half of the scores are equal, by the mean absolute deviation.
 */
export const madRule: ThresholdDefinition<RuleOf<"mad">> = {
  rule: "mad",
  title: "Median and MAD",
  summary:
    "Flags scores more than k robust standard deviations above the median of held-out normal records. " +
    "Attacks among the training records hardly affect it.",
  source: "B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, ASQC, 1993",
  fields: [{
    name: "k",
    label: "MAD multiplier (k)",
    help: "Robust standard deviations above the median; the authors recommend 3.5.",
    type: "number",
    default: 3.5,
    min: 0,
    max: 1000,
  }],
  apply({ k }, scores) {
    const heldOut = heldOutOf(scores, "A MAD threshold");
    const median = quantile(heldOut, 0.5);
    const deviations = heldOut.map((score) => Math.abs(score - median));
    const deviation = MEDIAN_SCALE * quantile(deviations, 0.5) || MEAN_SCALE * mean(deviations);
    return { value: median + k * deviation };
  },
};

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
