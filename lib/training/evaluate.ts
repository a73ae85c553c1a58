/**
 * How good scores are, given a threshold and, where it is known, the truth.
 *
 * @module
 */
import { classification } from "../learning/metrics/classification.ts";
import { confusionAt } from "../learning/metrics/confusion_at.ts";
import { histogram } from "../learning/metrics/histogram.ts";
import { operatingPoints } from "../learning/metrics/operating_points.ts";
import { orderProfile } from "../learning/metrics/curves/order_profile.ts";
import { type Labels, perClass, truthOf } from "../learning/metrics/per_class.ts";
import { prCurveOf } from "../learning/metrics/curves/pr_curve.ts";
import { rocCurveOf } from "../learning/metrics/curves/roc_curve.ts";
import { downsampleCurve } from "../learning/metrics/curves/downsample_curve.ts";
import type { ModelCurves, RunResult } from "../resources/run.ts";
import type { Confusion, RunMetrics } from "../learning/metrics/types.ts";

/** Points of a drawn curve, bins of a drawn histogram, windows of the record order. */
const CURVE_POINTS = 1000;
const HISTOGRAM_BINS = 100;
const ORDER_WINDOWS = 200;

/** Digits that a drawing can use; more only make pages larger. */
const CURVE_DIGITS = 6;

/** Everything the results of a model show about its scores. */
export interface Evaluation extends Pick<RunResult, "metrics" | "perClass" | "flaggedRows"> {
  curves: Omit<ModelCurves, "loss" | "criterion">;
}

/**
 * Evaluates the scores of the test rows.
 *
 * @param scores one a row
 * @param labels the truth, or `null` where it is not known
 * @param threshold rows with a greater score are flagged
 * @param flags 1 for each row that is flagged, for a rule that decides differently
 */
export function evaluate(
  scores: Float32Array,
  labels: Labels | null,
  threshold: number,
  flags?: Uint8Array,
): Evaluation {
  const truth = labels && truthOf(labels);
  const [decided, cut] = flags ? [Float32Array.from(flags), 0.5] : [scores, threshold];
  const flaggedRows = decided.reduce((sum, score) => sum + (score > cut ? 1 : 0), 0);
  const points = truth && operatingPoints(scores, truth);
  const roc = points && rocCurveOf(points);
  const pr = points && prCurveOf(points);
  return {
    metrics: truth
      ? metricsOf(confusionAt(decided, truth, cut), roc!.auc, pr!.averagePrecision)
      : NO_METRICS,
    perClass: labels ? perClass(decided, cut, labels) : [],
    flaggedRows,
    curves: {
      roc: roc?.points ? rounded(downsampleCurve(roc.points, "fpr", "tpr", CURVE_POINTS)) : null,
      pr: pr?.points
        ? rounded(downsampleCurve(pr.points, "recall", "precision", CURVE_POINTS))
        : null,
      histogram: histogram(scores, truth, HISTOGRAM_BINS),
      order: orderProfile(decided, truth, cut, ORDER_WINDOWS),
    },
  };
}

/**
 * Where along the record order rows are flagged.
 *
 * @param flags 1 for each test row that is flagged
 * @param labels the truth, or `null` where it is not known
 */
export function orderOf(flags: Uint8Array, labels: Labels | null): ModelCurves["order"] {
  return orderProfile(Float32Array.from(flags), labels && truthOf(labels), 0.5, ORDER_WINDOWS);
}

function rounded<Key extends string>(curve: Record<Key, number[]>): Record<Key, number[]> {
  const entries = Object.entries<number[]>(curve).map(([key, values]) => [
    key,
    values.map((value) => Number(value.toPrecision(CURVE_DIGITS))),
  ]);
  return Object.fromEntries(entries);
}

const NO_METRICS: RunMetrics = {
  rocAuc: null,
  prAuc: null,
  accuracy: null,
  precision: null,
  recall: null,
  f1: null,
  confusion: null,
};

function metricsOf(
  confusion: Confusion,
  rocAuc: number | null,
  prAuc: number | null,
): RunMetrics {
  return { rocAuc, prAuc, ...classification(confusion), confusion };
}
