/**
 * The metrics of a model with how sure they are.
 *
 * @module
 */
import {
  averagePrecisionInterval,
  type Interval,
  rocAreaInterval,
} from "../../learning/metrics/curves/area_interval.ts";
import { balancedAccuracy, matthewsCorrelation } from "../../learning/metrics/balanced.ts";
import { clopperPearson } from "../../learning/thresholds/tail/clopper_pearson.ts";
import type { RunResult } from "../../resources/run.ts";

/** One metric; `null` where it is not defined. */
export interface ReportMetric {
  name: string;
  value: number | null;
  /** Of 95%; `null` where there is none. */
  interval: Interval | null;
}

const CONFIDENCE = 0.95;

/** The metrics of a model on the test rows; empty where the test has no labels. */
export function reportMetrics({ metrics }: Pick<RunResult, "metrics">): ReportMetric[] {
  const { rocAuc, prAuc, f1, confusion } = metrics;
  if (!confusion) return [];
  const { tn, fp, fn, tp } = confusion;
  const attacks = tp + fn;
  const normals = tn + fp;
  return [
    {
      name: "ROC-AUC",
      value: rocAuc,
      interval: rocAuc === null ? null : rocAreaInterval(rocAuc, attacks, normals),
    },
    {
      name: "Average precision",
      value: prAuc,
      interval: prAuc === null ? null : averagePrecisionInterval(prAuc, attacks),
    },
    rateOf("Precision", tp, tp + fp),
    rateOf("Recall", tp, attacks),
    rateOf("False alarm rate", fp, normals),
    rateOf("Accuracy", tp + tn, attacks + normals),
    { name: "F1", value: f1, interval: null },
    { name: "Balanced accuracy", value: balancedAccuracy(confusion), interval: null },
    { name: "Matthews correlation", value: matthewsCorrelation(confusion), interval: null },
  ];
}

/** A share of rows with its exact interval. */
export function rateOf(name: string, count: number, rows: number): ReportMetric {
  if (rows === 0) return { name, value: null, interval: null };
  const { estimate, low, high } = clopperPearson(count, rows, CONFIDENCE);
  return { name, value: estimate, interval: { low, high } };
}
