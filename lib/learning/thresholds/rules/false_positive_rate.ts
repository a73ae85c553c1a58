/**
 * A threshold by the share of false alarms that is allowed.
 *
 * @module
 */
import { checkBetween } from "../check_range.ts";
import { clopperPearson } from "../tail/clopper_pearson.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { exceededBy } from "../exceeded_by.ts";
import { heldOutOf } from "../held_out.ts";
import type { RuleOf } from "../rule.ts";

/**
 * The smallest held-out score that at most the share `rate` of the held-out normal rows exceeds,
 * with the exact confidence interval of the false-positive rate that it has.
 */
export const falsePositiveRateRule: ThresholdDefinition<RuleOf<"false-positive-rate">> = {
  rule: "false-positive-rate",
  title: "False-positive rate",
  summary:
    "Flags at most the given share of held-out normal records, and gives a confidence interval for the " +
    "false-positive rate on similar traffic.",
  source: "C. Clopper and E. Pearson, Biometrika 26 (4), 1934, for the interval",
  fields: [
    {
      name: "rate",
      label: "False-positive rate",
      help: "Share of normal records that may be flagged: 0.01 for one in a hundred.",
      type: "number",
      default: 0.01,
      min: 0,
      max: 0.999999,
    },
    {
      name: "confidence",
      label: "Confidence",
      help: "Probability that the interval around the rate covers the true rate.",
      type: "number",
      default: 0.95,
      min: 0.5,
      max: 0.9999,
    },
  ],
  apply({ rate, confidence }, scores) {
    if (rate !== 0) checkBetween("The false-positive rate", rate, 0, 1);
    checkBetween("The confidence", confidence, 0, 1);
    const heldOut = heldOutOf(scores, "A false-positive rate");
    const value = exceededBy(heldOut, rate);
    const flagged = heldOut.reduce((sum, score) => sum + (score > value ? 1 : 0), 0);
    return { value, falsePositiveRate: clopperPearson(flagged, heldOut.length, confidence) };
  },
};
