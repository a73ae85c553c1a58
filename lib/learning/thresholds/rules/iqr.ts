/**
 * A threshold by quartiles.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { heldOutOf } from "../held_out.ts";
import type { RuleOf } from "../rule.ts";

/**
 * Tukey's upper fence: third quartile plus `k` interquartile ranges. Where the quartiles are equal
 * it is that quartile, and every score above it is flagged.
 */
export const iqrRule: ThresholdDefinition<RuleOf<"iqr">> = {
  rule: "iqr",
  title: "Interquartile range",
  summary:
    "Flags scores more than k interquartile ranges above the third quartile of held-out normal records.",
  source: "J. Tukey, Exploratory Data Analysis, Addison-Wesley, 1977",
  fields: [{
    name: "k",
    label: "IQR multiplier (k)",
    help:
      "Interquartile ranges above the third quartile: 1.5 for outliers, 3 for extreme outliers.",
    type: "number",
    default: 1.5,
    min: 0,
    max: 1000,
  }],
  apply({ k }, scores) {
    const heldOut = heldOutOf(scores, "An IQR threshold");
    const third = quantile(heldOut, 0.75);
    return { value: third + k * (third - quantile(heldOut, 0.25)) };
  },
};
