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

/** How one model came about: its threshold, what it learned from, what computed it. */
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
          {formatCount(trainedRows)} rows. Attacks of kinds that it has not seen may pass.
        </li>
      )}
      {context !== undefined && (
        <li>Windows: each score looks at {formatPlural(context, "record")} before it too.</li>
      )}
      {engine && <li>Engine: {factsWords(engine)}</li>}
    </ul>
  );
}

/** How many false alarms to expect, and how sure that is. */
function rateWords({ estimate, low, high, confidence }: RateInterval): string {
  return `False alarms among normal records like those of the training: ${
    formatShare(estimate)
  }, ` +
    `with ${formatNumber(confidence * 100)}% confidence between ${formatShare(low)} and ${
      formatShare(high)
    }.`;
}
