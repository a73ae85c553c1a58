/**
 * The figures by which models are put in order.
 *
 * @module
 */
import { meanAndDeviation } from "../../learning/metrics/mean_and_deviation.ts";
import type { Run, RunResult, SeedResult } from "../../resources/run.ts";
import { trainedDetectors } from "../../training/detectors.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import { isSameRule } from "../training/threshold_form.ts";
import { falseAlarmsPerThousand } from "./threshold_steps.ts";

/** A model with the threshold rule that its run asked for. */
export interface JudgedModel {
  result: Pick<
    RunResult,
    "threshold" | "metrics" | "flaggedRows" | "testRows" | "fitMs" | "scoreMs" | "repeats"
  >;
  asked: ThresholdRule;
}

/** The name of a figure. */
export type Figure =
  | "rocAuc"
  | "prAuc"
  | "accuracy"
  | "precision"
  | "recall"
  | "f1"
  | "falseAlarms"
  | "flagged"
  | "fitMs"
  | "scoreMs";

/** How a figure is shown and judged. */
export interface FigureFacts {
  key: Figure;
  title: string;
  /** Which end is good; absent where neither is. */
  best?: "highest" | "lowest";
  /** Whether it depends on the threshold. */
  byThreshold: boolean;
}

/** All figures in the order of the columns. */
export const FIGURES: FigureFacts[] = [
  { key: "rocAuc", title: "ROC-AUC", best: "highest", byThreshold: false },
  { key: "prAuc", title: "PR-AUC", best: "highest", byThreshold: false },
  { key: "accuracy", title: "Accuracy", best: "highest", byThreshold: true },
  { key: "precision", title: "Precision", best: "highest", byThreshold: true },
  { key: "recall", title: "Recall", best: "highest", byThreshold: true },
  { key: "f1", title: "F1", best: "highest", byThreshold: true },
  { key: "falseAlarms", title: "False alarms per 1,000", best: "lowest", byThreshold: true },
  { key: "flagged", title: "Flagged", byThreshold: true },
  { key: "fitMs", title: "Training", best: "lowest", byThreshold: false },
  { key: "scoreMs", title: "Scoring", best: "lowest", byThreshold: false },
];

/**
 * The figures to show of models: all where the test has labels. Without labels those that need them
 * are left out, for nobody can know them.
 */
export function knownFigures(
  results: Pick<RunResult, "metrics" | "flaggedRows" | "testRows" | "fitMs" | "scoreMs">[],
): FigureFacts[] {
  if (results.some(({ metrics }) => metrics.confusion !== null)) return FIGURES;
  return FIGURES.filter(({ key }) => results.some((result) => figureOf(result, key) !== null));
}

/** How a table of models is sorted. */
export interface FigureSort {
  key: Figure;
  descending: boolean;
}

/** A figure as tables show it. */
export interface ShownFigure {
  /** The mean over the seeds where there are several; `null` where it is not defined. */
  value: number | null;
  /** Standard deviation over the seeds, of the sample; absent where there is one seed. */
  deviation?: number;
}

/**
 * A figure of a model over all its seeds. That of its kept training alone where its threshold was
 * changed after the test, for the other trainings have theirs.
 */
export function shownFigure(model: JudgedModel, figure: Figure): ShownFigure {
  const { result, asked } = model;
  const value = figureOf(result, figure);
  const { byThreshold } = FIGURES.find(({ key }) => key === figure)!;
  if (!result.repeats || (byThreshold && !isSameRule(asked, result.threshold))) return { value };
  const values = [result, ...result.repeats].map((each) => figureOf(each, figure));
  if (!values.every((each) => each !== null)) return { value: null };
  const { mean, deviation } = meanAndDeviation(values);
  return { value: mean, deviation };
}

/** ROC-AUC of each model of a run, the mean where there are several seeds. */
export function rocAucs(run: Pick<Run, "request" | "results" | "failures">): (number | null)[] {
  return trainedDetectors(run).map(({ result, asked }) =>
    shownFigure({ result, asked: asked.threshold }, "rocAuc").value
  );
}

/** A figure of one training; `null` where it is not defined. */
export function figureOf(
  result: Omit<SeedResult, "seed" | "threshold">,
  figure: Figure,
): number | null {
  switch (figure) {
    case "falseAlarms":
      return result.metrics.confusion && falseAlarmsPerThousand(result.metrics.confusion);
    case "flagged":
      return result.testRows === 0 ? null : result.flaggedRows / result.testRows;
    case "fitMs":
    case "scoreMs":
      return result[figure];
    default:
      return result.metrics[figure];
  }
}

/**
 * Whether the threshold may have been chosen by the test: its rule uses test labels, or it was
 * changed after the test. Its figures say what is possible, not how the model does.
 */
export function isHindsight({ result: { threshold }, asked }: JudgedModel): boolean {
  return thresholdDefinition(threshold.rule).usesTestLabels === true ||
    !isSameRule(asked, threshold);
}

/**
 * Whether a model has the best figure of several. A figure of a threshold that the test may have
 * chosen is never the best.
 */
export function isBest(models: JudgedModel[], model: JudgedModel, figure: Figure): boolean {
  const { best, byThreshold } = FIGURES.find(({ key }) => key === figure)!;
  const honest = (one: JudgedModel) =>
    byThreshold && isHindsight(one) ? null : shownFigure(one, figure).value;
  const value = honest(model);
  if (best === undefined || value === null || models.length < 2) return false;
  const sign = best === "highest" ? 1 : -1;
  return models.every((other) => sign * (honest(other) ?? value) <= sign * value);
}

/** The models in the order of a figure, those without it last; `null` keeps their order. */
export function sortModels<Model extends JudgedModel>(
  models: Model[],
  sort: FigureSort | null,
): Model[] {
  if (sort === null) return models;
  const sign = sort.descending ? -1 : 1;
  return models.toSorted((a, b) => {
    const [first, second] = [a, b].map((model) => shownFigure(model, sort.key).value);
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

/** A sort as an address holds it: `f1`, or `f1-ascending`; empty for none. */
export function sortText(sort: FigureSort | null): string {
  if (sort === null) return "";
  return sort.descending ? sort.key : `${sort.key}-ascending`;
}

/** The sort that a text stands for; `null` for none and for what is no sort. */
export function parseSort(text: string): FigureSort | null {
  const [key, direction] = text.split("-");
  const figure = FIGURES.find((each) => each.key === key);
  return figure ? { key: figure.key, descending: direction !== "ascending" } : null;
}

/** The order after a click on a head: the better end first, then the other, then none. */
export function nextFigureSort(sort: FigureSort | null, key: Figure): FigureSort | null {
  const startsDescending = FIGURES.find((figure) => figure.key === key)!.best !== "lowest";
  if (sort?.key !== key) return { key, descending: startsDescending };
  return sort.descending === startsDescending ? { key, descending: !startsDescending } : null;
}
