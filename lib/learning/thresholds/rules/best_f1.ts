/**
 * The threshold with the best F1.
 *
 * @module
 */
import { classification } from "../../metrics/classification.ts";
import { bestOperatingPoint } from "../best_operating_point.ts";
import type { ThresholdDefinition } from "../definition.ts";
import type { RuleOf } from "../rule.ts";

/** The largest harmonic mean of precision and recall that any threshold has on the test rows. */
export const bestF1Rule: ThresholdDefinition<RuleOf<"best-f1">> = {
  rule: "best-f1",
  title: "Best F1 (uses test labels)",
  summary:
    "The threshold with the highest F1 on the test records. It is chosen by their labels, so its metrics " +
    "show what is possible, not what to expect on new traffic.",
  usesTestScores: true,
  usesTestLabels: true,
  fields: [],
  apply: (_rule, scores) => ({
    value: bestOperatingPoint(scores, (confusion) => classification(confusion).f1 ?? 0),
  }),
};
