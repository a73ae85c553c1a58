/**
 * The threshold with the best Youden's J.
 *
 * @module
 */
import { bestOperatingPoint } from "../best_operating_point.ts";
import type { ThresholdDefinition } from "../definition.ts";
import type { RuleOf } from "../rule.ts";

/** The largest recall minus false-positive rate that any threshold has on the test rows. */
export const youdenRule: ThresholdDefinition<RuleOf<"youden">> = {
  rule: "youden",
  title: "Youden's J (uses test labels)",
  summary:
    "The threshold with the highest recall minus false-positive rate on the test records. It is chosen " +
    "by their labels, so its metrics show what is possible, not what to expect on new traffic.",
  source: 'W. Youden, "Index for rating diagnostic tests", Cancer 3 (1), 1950',
  usesTestScores: true,
  usesTestLabels: true,
  fields: [],
  apply: (_rule, scores) => ({
    value: bestOperatingPoint(scores, ({ tp, fp, fn, tn }) => tp / (tp + fn) - fp / (fp + tn)),
  }),
};
