import type { ScoredModel } from "../charts/scored_model.ts";
import { formatNumber, formatPlural } from "../../lib/base/format.ts";
import { thresholdDefinition } from "../../lib/learning/thresholds/catalogue.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import type { FailedDetector } from "../../lib/training/detectors.ts";
import {
  isBest,
  isHindsight,
  type MetricFacts,
  shownMetric,
} from "../../lib/web/results/leaderboard.ts";
import { formatMetricOf } from "./format_metric_of.ts";

interface ResultRowProps {
  model: ScoredModel;
  models: ScoredModel[];
  metrics: MetricFacts[];
}

/** A model of a run with its metrics. */
export function ResultRow({ model, models, metrics }: ResultRowProps) {
  const { title, result } = model;
  const { threshold, trainedAttacks } = result;
  return (
    <tr>
      <th scope="row" class="name-cell">
        {title}
        <span class="under muted small">
          {formatPlural(result.trainedRows, "training row")}
        </span>
        {trainedAttacks !== undefined && (
          <span class="under muted small">
            also learned from {formatPlural(trainedAttacks, "attack")}
          </span>
        )}
        {isHindsight(model) && (
          <span class="under muted small">
            {thresholdDefinition(threshold.rule).usesTestLabels
              ? "threshold uses test labels"
              : "threshold changed after the test"}
          </span>
        )}
      </th>
      {metrics.map(({ key }) => {
        const best = isBest(models, model, key);
        const { value, deviation } = shownMetric(model, key);
        return (
          <td key={key} class={best ? "number best" : "number"}>
            {formatMetricOf(key, value)}
            {deviation !== undefined && (
              <>
                {" "}
                <span class="under muted small">± {formatMetricOf(key, deviation)}</span>
              </>
            )}
            {best && <span class="visually-hidden">(best)</span>}
          </td>
        );
      })}
      <td class="threshold-cell">
        {formatNumber(threshold.value)}
        <span class="under muted small">{formatThresholdRule(threshold)}</span>
      </td>
    </tr>
  );
}

/** A detector that became no model, and why. */
export function FailedRow(
  { detector: { title, failure }, columns }: { detector: FailedDetector; columns: number },
) {
  return (
    <tr>
      <th scope="row" class="name-cell">{title}</th>
      <td colSpan={columns} class="name-cell">
        <span class="badge badge-bad">Failed</span> {failure.error}
      </td>
    </tr>
  );
}
