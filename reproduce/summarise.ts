import { meanAndDeviation } from "../lib/learning/metrics/mean_and_deviation.ts";
import type { Findings, Measurement } from "./protocol.ts";
import type { LabelRecall, ReproducedRow, ReproductionTimes } from "../lib/benchmarks/report.ts";

/**
 * The metrics of all repetitions as rows, in the order in which the protocol notes them.
 *
 * @param repetitions one entry a seed
 * @throws {TypeError} when repetitions have noted different metrics
 */
export function summarise(
  project: string,
  seeds: number[],
  repetitions: Findings[],
): ReproducedRow[] {
  return repetitions[0].measurements.map((measurement, i) => {
    const values = repetitions.map(({ measurements }) => {
      if (keyOf(measurements[i]) !== keyOf(measurement)) {
        throw new TypeError(`Repetitions of project ${project} have noted different metrics.`);
      }
      return measurements[i].value;
    });
    const { mean, deviation } = meanAndDeviation(values);
    const { data, model, metric, reported, protocol, usesTest = false, note } = measurement;
    return {
      project,
      data,
      model,
      metric,
      reported,
      ours: mean,
      std: deviation,
      reached: reported === null ? null : mean >= reported,
      protocol,
      usesTest,
      seeds,
      ...(note && { note }),
    };
  });
}

/** Recall for each label, mean over the repetitions. */
export function summariseRecalls(project: string, repetitions: Findings[]): LabelRecall[] {
  return repetitions[0].recalls.map(({ data, runs }, i) => ({
    project,
    data,
    models: runs.map(({ model }) => model),
    labels: runs[0].result.perClass.map(({ label, attack, rows }) => ({
      label,
      attack,
      rows,
      flagged: runs.map((_, model) =>
        meanAndDeviation(repetitions.map(({ recalls }) => {
          const { perClass } = recalls[i].runs[model].result;
          return perClass.find((each) => each.label === label)!.flagged / rows;
        })).mean
      ),
    })),
  }));
}

/** Mean times of each model. */
export function summariseTimes(
  project: string,
  repetitions: Findings[],
): ReproductionTimes["models"] {
  return repetitions[0].times.map(({ data, model }, i) => ({
    project,
    data,
    model,
    fitMs: meanAndDeviation(repetitions.map(({ times }) => times[i].fitMs)).mean,
    scoreMs: meanAndDeviation(repetitions.map(({ times }) => times[i].scoreMs)).mean,
  }));
}

function keyOf({ data, model, metric, protocol }: Measurement): string {
  return [data, model, metric, protocol].join("\n");
}
