import { factsWords } from "../../lib/web/results/describe_engine.ts";
import {
  formatCount,
  formatNumber,
  formatPlural,
  formatShare,
  lowerFirst,
} from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { isSameRule } from "../../lib/web/training/threshold_form.ts";
import type { RateInterval } from "../../lib/learning/thresholds/rule.ts";
import type { ScoredModel } from "../charts/scored_model.ts";

/** Notes on one model: its threshold, what it learned from, what computed it. */
export function ModelNotes({ model: { result, asked } }: { model: ScoredModel }) {
  const { threshold, trainedRows, trainedAttacks, context, engine } = result;
  return (
    <ul class="notes">
      <li>
        Threshold: {formatThresholdRule(threshold)}.
        {threshold.falsePositiveRate && ` ${rateWords(threshold.falsePositiveRate)}`}
        {!isSameRule(asked, threshold) &&
          ` Changed after the test; the run asked for: ${lowerFirst(formatThresholdRule(asked))}.`}
      </li>
      {trainedAttacks !== undefined && (
        <li>
          Supervised: it learned from {formatPlural(trainedAttacks, "labelled attack")} among{" "}
          {formatCount(trainedRows)} rows. It may miss kinds of attack that it has not seen.
        </li>
      )}
      {context !== undefined && (
        <li>Windows: each score also uses the {formatPlural(context, "preceding record")}.</li>
      )}
      {engine && <li>Engine: {factsWords(engine)}</li>}
    </ul>
  );
}

/** How many false alarms to expect, and how sure that is. */
function rateWords({ estimate, low, high, confidence }: RateInterval): string {
  return `Expected false positive rate on normal records like those of training: ${
    formatShare(estimate)
  } (${formatNumber(confidence * 100)}% confidence interval: ${formatShare(low)} to ${
    formatShare(high)
  }).`;
}
