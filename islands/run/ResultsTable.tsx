import { useAddress } from "../../lib/web/address.ts";
import { formatCount, formatNumber, formatPlural } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import {
  type Figure,
  type FigureFacts,
  figureOf,
  FIGURES,
  isBest,
  isHindsight,
  knownFigures,
  nextFigureSort,
  parseSort,
  shownFigure,
  sortModels,
  sortText,
} from "../../lib/web/results/leaderboard.ts";
import type { FailedDetector } from "../../lib/training/detectors.ts";
import type { RunResult } from "../../lib/resources/run.ts";
import { thresholdDefinition } from "../../lib/learning/thresholds/catalogue.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { SortHead } from "../tables/SortHead.tsx";
import { formatShown } from "../../components/run/format_figure.ts";
import { SeedFigures } from "../../components/run/SeedFigures.tsx";

interface ResultsTableProps {
  models: ScoredModel[];
  /** Detectors that became no model. */
  failed: FailedDetector[];
  /** Of the models. */
  seed: number;
}

/** The figures of every model of a run side by side, in the order of any of them. */
export function ResultsTable({ models, failed, seed }: ResultsTableProps) {
  const address = useAddress("sort", "");
  const sort = parseSort(address.value);
  const figures = knownFigures(models.map(({ result }) => result));
  const direction = (key: Figure) =>
    sort?.key !== key ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <div class="stack">
      <ScrollTable label="Results of each model" pinned>
        <thead>
          <tr>
            <th scope="col">Model</th>
            {figures.map(({ key, title }) => (
              <SortHead
                key={key}
                number
                direction={direction(key)}
                onClick={() => address.value = sortText(nextFigureSort(sort, key))}
              >
                {title}
              </SortHead>
            ))}
            <th scope="col">Threshold</th>
            <th scope="col" class="number">Trained on</th>
            <th scope="col" class="number">Tested on</th>
          </tr>
        </thead>
        <tbody>
          {sortModels(models, sort).map((model) => (
            <ResultRow key={model.result.model} model={model} models={models} figures={figures} />
          ))}
          {failed.map((detector) => (
            <FailedRow key={detector.title} detector={detector} columns={figures.length + 3} />
          ))}
        </tbody>
      </ScrollTable>
      <SeedFigures models={models} seed={seed} />
      <Undefined results={models.map(({ result }) => result)} />
    </div>
  );
}

interface ResultRowProps {
  model: ScoredModel;
  models: ScoredModel[];
  figures: FigureFacts[];
}

function ResultRow({ model, models, figures }: ResultRowProps) {
  const { title, result } = model;
  const { threshold, trainedAttacks } = result;
  return (
    <tr>
      <th scope="row" class="name-cell">
        {title}
        {trainedAttacks !== undefined && (
          <span class="under muted small">learned from attacks too</span>
        )}
        {isHindsight(model) && (
          <span class="under muted small">
            {thresholdDefinition(threshold.rule).usesTestLabels
              ? "threshold uses test labels"
              : "threshold changed after the test"}
          </span>
        )}
      </th>
      {figures.map(({ key }) => {
        const best = isBest(models, model, key);
        return (
          <td key={key} class={best ? "number best" : "number"}>
            {formatShown(key, shownFigure(model, key))}
            {best && <span class="visually-hidden">(best)</span>}
          </td>
        );
      })}
      <td class="threshold-cell">
        {formatNumber(threshold.value)}
        <span class="under muted small">{formatThresholdRule(threshold)}</span>
      </td>
      <td class="number">
        {formatCount(result.trainedRows)}
        {trainedAttacks !== undefined && (
          <span class="under muted small">{formatPlural(trainedAttacks, "attack")}</span>
        )}
      </td>
      <td class="number">{formatCount(result.testRows)}</td>
    </tr>
  );
}

/** A detector without figures, and why. */
function FailedRow(
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

/** Why figures are missing, where they are. */
function Undefined({ results }: { results: RunResult[] }) {
  const missing = results.some((result) =>
    FIGURES.some(({ key }) => figureOf(result, key) === null)
  );
  if (!missing) return null;
  const { perClass } = results[0];
  if (results[0].metrics.confusion === null) {
    return (
      <p class="muted small">
        The test data has no labels, so there are no measures of how many attacks a model finds or
        how often it raises a false alarm. To review all flagged records, download the scores.
      </p>
    );
  }
  const reason = perClass.every(({ attack }) => attack)
    ? "The test data has attacks only. Metrics that also need normal records are not defined."
    : perClass.every(({ attack }) => !attack)
    ? "The test data has no attacks. Metrics that need attacks are not defined."
    : "A figure is not defined where a model flagged no record at all.";
  return <p class="muted small">n/a: {reason}</p>;
}
