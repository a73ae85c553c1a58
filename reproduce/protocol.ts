/**
 * What one project did, as something that can be done again.
 *
 * @module
 */
import type { RunResult } from "../lib/resources/run.ts";
import type { RunMetrics } from "../lib/learning/metrics/types.ts";
import type { ReproductionSandbox } from "./reproduction_sandbox.ts";
import type { Measure, ProjectDescription } from "../lib/benchmarks/report.ts";

/** One repetition. */
export interface Repetition {
  seed: number;
  /** Whether this is the first seed, which does what need not be repeated. */
  isFirst: boolean;
  /** Whether samples are taken. */
  quick: boolean;
}

/** A project's approach. */
export interface Protocol extends ProjectDescription {
  /** Files that it needs, below the data folder. */
  files: string[];
  /** How many runs one repetition takes. */
  runs(quick: boolean): number;
  /** Does it once. Same seed, same metrics. */
  measure(sandbox: ReproductionSandbox, repetition: Repetition): Promise<Findings>;
}

/** A metric of one repetition. */
export interface Measurement extends Subject {
  metric: Measure;
  value: number;
  reported: number | null;
}

/** What a metric is of. */
export interface Subject {
  data: string;
  model: string;
  protocol: string;
  usesTest?: boolean;
  note?: string;
}

/** Metrics that a project reported. */
export type Reported = Partial<Record<Measure, number>>;

const OF_METRICS: Partial<Record<Measure, keyof RunMetrics>> = {
  accuracy: "accuracy",
  precision: "precision",
  recall: "recall",
  F1: "f1",
  "ROC-AUC": "rocAuc",
};

/** What one repetition finds out. */
export class Findings {
  readonly measurements: Measurement[] = [];
  readonly times: { data: string; model: string; fitMs: number; scoreMs: number }[] = [];
  readonly recalls: { data: string; runs: { model: string; result: RunResult }[] }[] = [];

  /**
   * Notes metrics of a model.
   *
   * @param metrics where they are kept
   * @param subject what they are of
   * @param wanted the measures to note, with what was reported of each
   * @throws {TypeError} when a metric is not defined
   */
  note(
    metrics: Partial<RunMetrics>,
    subject: Subject,
    wanted: Partial<Record<Measure, number | null>>,
  ): void {
    for (const [metric, reported] of Object.entries(wanted) as [Measure, number | null][]) {
      const value = metrics[OF_METRICS[metric]!];
      if (typeof value !== "number") {
        throw new TypeError(`${metric} of ${subject.model} on ${subject.data} is not defined.`);
      }
      this.measurements.push({ ...subject, metric, value, reported });
    }
  }

  /** Notes how long a model took. */
  time({ data, model }: Subject, { fitMs, scoreMs }: RunResult): void {
    this.times.push({ data, model, fitMs, scoreMs });
  }
}
