import { type Figure, isBest } from "../../lib/browser/best_figures.ts";
import {
  formatCount,
  formatDuration,
  formatMetric,
  formatNumber,
  formatPlural,
  formatShare,
  formatThresholdRule,
} from "../../lib/browser/format.ts";
import type { RunResult } from "../../lib/runs/types.ts";
import { thresholdDefinition } from "../../lib/thresholds/catalogue.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";
import { ScrollTable } from "../ScrollTable.tsx";

const COLUMNS: { key: Figure; title: string }[] = [
  { key: "rocAuc", title: "ROC-AUC" },
  { key: "prAuc", title: "PR-AUC" },
  { key: "accuracy", title: "Accuracy" },
  { key: "precision", title: "Precision" },
  { key: "recall", title: "Recall" },
  { key: "f1", title: "F1" },
];

/** The figures of every model of a run side by side. */
export function ResultsTable({ results }: { results: RunResult[] }) {
  const titles = modelTitles(results.map(({ kind }) => kind));
  return (
    <div class="stack">
      <ScrollTable label="Results of each model">
        <thead>
          <tr>
            <th scope="col">Model</th>
            {COLUMNS.map(({ key, title }) => <th key={key} scope="col" class="number">{title}</th>)}
            <th scope="col">Threshold</th>
            <th scope="col" class="number">Flagged</th>
            <th scope="col" class="number">Trained on</th>
            <th scope="col" class="number">Tested on</th>
            <th scope="col" class="number">Training</th>
            <th scope="col" class="number">Scoring</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result, index) => (
            <tr key={result.model}>
              <th scope="row" class="nowrap">
                {titles[index]}
                {result.trainedAttacks !== undefined && (
                  <span class="under muted small">learned from attacks too</span>
                )}
                {thresholdDefinition(result.threshold.rule).usesTestLabels && (
                  <span class="under muted small">threshold uses test labels</span>
                )}
              </th>
              {COLUMNS.map(({ key }) => (
                <td
                  key={key}
                  class={isBest(results, result, key) ? "number best" : "number"}
                >
                  {formatMetric(result.metrics[key])}
                </td>
              ))}
              <td class="threshold-cell">
                {formatNumber(result.threshold.value)}
                <span class="under muted small">{formatThresholdRule(result.threshold)}</span>
              </td>
              <td class="number">{formatShare(result.flaggedRows / result.testRows)}</td>
              <td class="number">
                {formatCount(result.trainedRows)}
                {result.trainedAttacks !== undefined && (
                  <span class="under muted small">
                    {formatPlural(result.trainedAttacks, "attack")}
                  </span>
                )}
              </td>
              <td class="number">{formatCount(result.testRows)}</td>
              <td class="number">{formatDuration(result.fitMs)}</td>
              <td class="number">{formatDuration(result.scoreMs)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <Undefined results={results} />
    </div>
  );
}

/** Why figures are missing, where they are. */
function Undefined({ results }: { results: RunResult[] }) {
  const missing = results.some(({ metrics }) => COLUMNS.some(({ key }) => metrics[key] === null));
  if (!missing) return null;
  const { perClass } = results[0];
  const reason = results[0].metrics.confusion === null
    ? "The test data has no labels, so nothing can be checked against the truth. Flagged records are in the scores file."
    : perClass.every(({ attack }) => attack)
    ? "The test data has attacks only. Figures that need normal records too are not defined."
    : perClass.every(({ attack }) => !attack)
    ? "The test data has no attacks. Figures that need attacks are not defined."
    : "A figure is not defined where a model flagged no record at all.";
  return <p class="muted small">n/a: {reason}</p>;
}
