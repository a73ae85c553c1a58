/**
 * A threshold that a chosen share of normal traffic stays below.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";
import { checkBetween } from "../check_range.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { heldOutOf } from "../held_out.ts";
import type { RuleOf } from "../rule.ts";

/**
 * The `q` quantile of the scores of normal rows that the detector has not been fitted on: about
 * 1 - q of normal traffic like it will be flagged.
 */
export const quantileRule: ThresholdDefinition<RuleOf<"quantile">> = {
  rule: "quantile",
  title: "Quantile of normal traffic",
  summary: "Flags records that score higher than a share q of the held-out normal records. " +
    "About 1 - q of normal traffic is flagged.",
  fields: [{
    name: "q",
    label: "Quantile",
    help: "Share of normal records below the threshold: 0.95 flags about 5% of normal traffic.",
    type: "number",
    default: 0.95,
    min: 0.000001,
    max: 0.999999,
  }],
  apply({ q }, scores) {
    checkBetween("The quantile of a threshold", q, 0, 1);
    return { value: quantile(heldOutOf(scores, "A quantile threshold"), q) };
  },
};
