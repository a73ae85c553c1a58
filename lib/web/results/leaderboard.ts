/**
 * The metrics by which models are put in order.
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

/** The name of a metric. */
export type Metric =
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

/** How a metric is shown and judged. */
export interface MetricFacts {
  key: Metric;
  title: string;
  /** Which end is good; absent where neither is. */
  best?: "highest" | "lowest";
  /** Whether it depends on the threshold. */
  byThreshold: boolean;
}

/** All metrics in the order of the columns. */
export const METRICS: MetricFacts[] = [
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
 * The metrics to show of models: all where the test has labels. Without labels those that need them
 * are left out, for nobody can know them.
 */
export function knownMetrics(
  results: Pick<RunResult, "metrics" | "flaggedRows" | "testRows" | "fitMs" | "scoreMs">[],
): MetricFacts[] {
  if (results.some(({ metrics }) => metrics.confusion !== null)) return METRICS;
  return METRICS.filter(({ key }) => results.some((result) => metricOf(result, key) !== null));
}

/** How a table of models is sorted. */
export interface MetricSort {
  key: Metric;
  descending: boolean;
}

/** A metric as tables show it. */
export interface ShownMetric {
  /** The mean over the seeds where there are several; `null` where it is not defined. */
  value: number | null;
  /** Standard deviation over the seeds, of the sample; absent where there is one seed. */
  deviation?: number;
}

/**
 * A metric of a model over all its seeds. That of its kept training alone where its threshold was
 * changed after the test, for the other trainings have theirs.
 */
export function shownMetric(model: JudgedModel, metric: Metric): ShownMetric {
  const { result, asked } = model;
  const value = metricOf(result, metric);
  const { byThreshold } = METRICS.find(({ key }) => key === metric)!;
  if (!result.repeats || (byThreshold && !isSameRule(asked, result.threshold))) return { value };
  const values = [result, ...result.repeats].map((each) => metricOf(each, metric));
  if (!values.every((each) => each !== null)) return { value: null };
  const { mean, deviation } = meanAndDeviation(values);
  return { value: mean, deviation };
}

/** ROC-AUC of each model of a run, the mean where there are several seeds. */
export function rocAucs(run: Pick<Run, "request" | "results" | "failures">): (number | null)[] {
  return trainedDetectors(run).map(({ result, asked }) =>
    shownMetric({ result, asked: asked.threshold }, "rocAuc").value
  );
}

/** A metric of one training; `null` where it is not defined. */
export function metricOf(
  result: Omit<SeedResult, "seed" | "threshold">,
  metric: Metric,
): number | null {
  switch (metric) {
    case "falseAlarms":
      return result.metrics.confusion && falseAlarmsPerThousand(result.metrics.confusion);
    case "flagged":
      return result.testRows === 0 ? null : result.flaggedRows / result.testRows;
    case "fitMs":
    case "scoreMs":
      return result[metric];
    default:
      return result.metrics[metric];
  }
}

/**
 * Whether the threshold may have been chosen by the test: its rule uses test labels, or it was
 * changed after the test. Its metrics say what is possible, not how the model does.
 */
export function isHindsight({ result: { threshold }, asked }: JudgedModel): boolean {
  return thresholdDefinition(threshold.rule).usesTestLabels === true ||
    !isSameRule(asked, threshold);
}

/**
 * Whether a model has the best metric of several. A metric of a threshold that the test may have
 * chosen is never the best.
 */
export function isBest(models: JudgedModel[], model: JudgedModel, metric: Metric): boolean {
  const { best, byThreshold } = METRICS.find(({ key }) => key === metric)!;
  const honest = (one: JudgedModel) =>
    byThreshold && isHindsight(one) ? null : shownMetric(one, metric).value;
  const value = honest(model);
  if (best === undefined || value === null || models.length < 2) return false;
  const sign = best === "highest" ? 1 : -1;
  return models.every((other) => sign * (honest(other) ?? value) <= sign * value);
}

/** The models in the order of a metric, those without it last; `null` keeps their order. */
export function sortModels<Model extends JudgedModel>(
  models: Model[],
  sort: MetricSort | null,
): Model[] {
  if (sort === null) return models;
  const sign = sort.descending ? -1 : 1;
  return models.toSorted((a, b) => {
    const [first, second] = [a, b].map((model) => shownMetric(model, sort.key).value);
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

/** A sort as an address holds it: `f1`, or `f1-ascending`; empty for none. */
export function sortText(sort: MetricSort | null): string {
  if (sort === null) return "";
  return sort.descending ? sort.key : `${sort.key}-ascending`;
}

/** The sort that a text stands for; `null` for none and for what is no sort. */
export function parseSort(text: string): MetricSort | null {
  const [key, direction] = text.split("-");
  const metric = METRICS.find((each) => each.key === key);
  return metric ? { key: metric.key, descending: direction !== "ascending" } : null;
}

/** The order after a click on a head: the better end first, then the other, then none. */
export function nextMetricSort(sort: MetricSort | null, key: Metric): MetricSort | null {
  const startsDescending = METRICS.find((metric) => metric.key === key)!.best !== "lowest";
  if (sort?.key !== key) return { key, descending: startsDescending };
  return sort.descending === startsDescending ? { key, descending: !startsDescending } : null;
}
