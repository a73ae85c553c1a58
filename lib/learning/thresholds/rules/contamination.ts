/**
 * A threshold that flags a chosen share of the records judged.
 *
 * @module
 */
import { checkBetween } from "../check_range.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { exceededBy } from "../exceeded_by.ts";
import type { RuleOf } from "../rule.ts";

/**
 * Flags the highest scores of the test rows, at most the share asked for; ties at the threshold are
 * not flagged. It looks at the scores of the test, not at its labels, and is as wrong as the share.
 */
export const contaminationRule: ThresholdDefinition<RuleOf<"contamination">> = {
  rule: "contamination",
  title: "Contamination share",
  summary:
    "Flags the given share of the test records, those with the highest scores. Use it when you know " +
    "how much of the traffic is malicious.",
  source: 'The "contamination" of scikit-learn and PyOD, applied to the records judged',
  usesTestScores: true,
  fields: [{
    name: "share",
    label: "Share of anomalies",
    help: "Share of the test records that are flagged: 0.05 flags 5% of them.",
    type: "number",
    default: 0.05,
    min: 0.000001,
    max: 0.999999,
  }],
  apply({ share }, { test }) {
    checkBetween("The contamination share", share, 0, 1);
    if (test.length === 0) throw new RangeError("A contamination share needs test rows.");
    return { value: exceededBy(test, share) };
  },
};
