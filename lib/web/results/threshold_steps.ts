/**
 * What a model would find at each threshold of its table, looked up at once.
 *
 * @module
 */
import { type Classification, classification } from "../../learning/metrics/classification.ts";
import type { ThresholdTable } from "../../learning/metrics/curves/threshold_table.ts";
import type { RunResult } from "../../resources/run.ts";
import type { Confusion } from "../../learning/metrics/types.ts";

/** Counts at each threshold of a table. */
export interface ThresholdSteps {
  /** Ascending. */
  thresholds: number[];
  /** Normal rows flagged at each; all rows without labels. */
  normal: Uint32Array;
  /** Attacks flagged at each. */
  attack: Uint32Array;
  labels: { label: string; attack: boolean; rows: number; flagged: Uint32Array }[];
}

/** What a threshold comes to. */
export interface ThresholdMetrics extends Classification {
  threshold: number;
  rows: number;
  flagged: number;
  /** `null` without labels. */
  confusion: Confusion | null;
  /** Share of the normal rows that are flagged; `null` without labels or normal rows. */
  falseAlarmRate: number | null;
  /** Normal rows flagged among a thousand rows of any kind; `null` without labels. */
  falseAlarmsPerThousand: number | null;
}

/** Adds up a table. */
export function thresholdSteps(table: ThresholdTable): ThresholdSteps {
  return {
    thresholds: table.thresholds,
    normal: countsFrom(table.normal),
    attack: countsFrom(table.attack),
    labels: table.labels.map(({ label, attack, counts }) => {
      const flagged = countsFrom(counts);
      return { label, attack, rows: flagged[0], flagged };
    }),
  };
}

/** The step whose threshold is nearest to a value. */
export function nearestStep({ thresholds }: ThresholdSteps, value: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (thresholds[middle] <= value) low = middle;
    else high = middle;
  }
  return thresholds[high] - value < value - thresholds[low] ? high : low;
}

/** What one step comes to. */
export function metricsAt(
  { thresholds, normal, attack }: ThresholdSteps,
  step: number,
  labelled: boolean,
): ThresholdMetrics {
  const [fp, tp] = [normal[step], attack[step]];
  const confusion = { tn: normal[0] - fp, fp, fn: attack[0] - tp, tp };
  return thresholdMetrics(
    thresholds[step],
    normal[0] + attack[0],
    fp + tp,
    labelled ? confusion : null,
  );
}

/** What the threshold of a model comes to, as it is saved. */
export function metricsOf(
  { threshold, testRows, flaggedRows, metrics }: Pick<
    RunResult,
    "threshold" | "testRows" | "flaggedRows" | "metrics"
  >,
): ThresholdMetrics {
  return thresholdMetrics(threshold.value, testRows, flaggedRows, metrics.confusion);
}

/** Normal rows flagged among a thousand rows of any kind. */
export function falseAlarmsPerThousand({ tn, fp, fn, tp }: Confusion): number | null {
  const rows = tn + fp + fn + tp;
  return rows === 0 ? null : (1000 * fp) / rows;
}

function thresholdMetrics(
  threshold: number,
  rows: number,
  flagged: number,
  confusion: Confusion | null,
): ThresholdMetrics {
  const normals = confusion && confusion.tn + confusion.fp;
  return {
    threshold,
    rows,
    flagged,
    confusion,
    ...(confusion ? classification(confusion) : UNKNOWN),
    falseAlarmRate: normals ? confusion!.fp / normals : null,
    falseAlarmsPerThousand: confusion && falseAlarmsPerThousand(confusion),
  };
}

const UNKNOWN: Classification = { accuracy: null, precision: null, recall: null, f1: null };

/** For each place, the sum of the counts from it on; one longer than the counts. */
function countsFrom(counts: number[]): Uint32Array {
  const sums = new Uint32Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) sums[i] = sums[i + 1] + counts[i];
  return sums;
}
