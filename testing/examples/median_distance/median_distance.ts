import { z } from "zod";
import { filled } from "../../../lib/base/typed_arrays.ts";
import type { DetectorFactory } from "../../../lib/detectors/detector.ts";
import {
  createStatistical,
  loadStatistical,
  type StatisticalModel,
  type StatisticalRecipe,
} from "../../../lib/detectors/statistical/detector.ts";
import { quantile } from "../../../lib/learning/metrics/quantile.ts";
import { medianDistanceDefinition } from "./definition.ts";

type Facts = { limit: number };

/** The score of a row is the sum of its columns' distances from the median, each at most `limit`. */
class MedianDistanceModel implements StatisticalModel {
  constructor(
    readonly facts: Facts,
    readonly tables: { medians: Float64Array; deviations: Float64Array },
  ) {}

  // deno-lint-ignore require-await
  async score({ data, rows, cols }: Parameters<StatisticalModel["score"]>[0]) {
    return filled(new Float32Array(rows), (row) => {
      const distances = this.explain(data.subarray(row * cols, (row + 1) * cols));
      return distances.reduce((sum, distance) => sum + distance, 0);
    });
  }

  explain(row: Float32Array): Float64Array {
    const { medians, deviations } = this.tables;
    return Float64Array.from(row, (value, column) => {
      const distance = Math.abs(value - medians[column]) / deviations[column];
      return Math.min(distance, this.facts.limit);
    });
  }

  [Symbol.dispose](): void {}
}

const MEDIAN_DISTANCE: StatisticalRecipe<Facts, Facts> = {
  definition: medianDistanceDefinition,
  name: "distance from the median",
  // deno-lint-ignore require-await
  async fit({ data, rows, cols }, { limit }) {
    const medians = new Float64Array(cols);
    const deviations = new Float64Array(cols);
    for (let column = 0; column < cols; column++) {
      const values = filled(new Float32Array(rows), (row) => data[row * cols + column]);
      medians[column] = quantile(values, 0.5);
      const distances = values.map((value) => Math.abs(value - medians[column]));
      deviations[column] = quantile(distances, 0.5) || 1;
    }
    return new MedianDistanceModel({ limit }, { medians, deviations });
  },
  facts: z.object({ limit: z.number() }),
  restore: (facts, cols, table) =>
    new MedianDistanceModel(facts, {
      medians: table("medians", cols),
      deviations: table("deviations", cols),
    }),
};

/** How the registry makes it. */
export const factory: DetectorFactory = {
  create: (params) => createStatistical(MEDIAN_DISTANCE, params),
  load: (state) => loadStatistical(MEDIAN_DISTANCE, state),
};
