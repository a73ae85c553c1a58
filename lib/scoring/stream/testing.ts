/**
 * What tests of streams share.
 *
 * @module
 */
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { RecordColumn } from "./readers/record_columns.ts";

/** A pipeline of a number that may not be missing, one that may, and two words. */
export function fitPipeline(): FeaturePipeline {
  return FeaturePipeline.fit({
    rows: 4,
    columns: [
      { type: "numeric", name: "bytes", values: Float32Array.of(1, 20, 300, 4000) },
      { type: "numeric", name: "rate", values: Float32Array.of(0.5, NaN, 0.25, 1) },
      {
        type: "categorical",
        name: "flag",
        codes: Int32Array.of(0, 1, 2, 3),
        categories: ["SF", "S0", "naïve", 'a"b'],
      },
      {
        type: "categorical",
        name: "constructor",
        codes: Int32Array.of(0, 1, 0, -1),
        categories: ["80", "true"],
      },
    ],
  }, { encoding: "one-hot", scaling: "standard", policies: new Map([["rate", "indicator"]]) });
}

/** Columns of a pipeline to read records into. */
export function recordColumns(pipeline: FeaturePipeline, rows: number) {
  const inputs = pipeline.inputColumns(rows);
  return {
    columns: inputs.map((input) => new RecordColumn(input)),
    /** The matrix rows of the first `count` records. */
    matrix: (count: number) =>
      pipeline.transform({ rows: count, columns: inputs.map(({ column }) => column) }).data,
  };
}
