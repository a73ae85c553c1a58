import assert from "node:assert/strict";
import type { Detector } from "../detectors/detector.ts";
import type { Matrix } from "../learning/matrix.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { LoadedModel } from "../models/bundle.ts";
import { predict } from "./predict.ts";

/** A model whose score is the sum of a record and the two before it in its sequence. */
function windowModel(explained: number[][]): LoadedModel {
  const pipeline = FeaturePipeline.fit(
    { rows: 2, columns: [{ type: "numeric", name: "x", values: Float32Array.of(-1, 1) }] },
    { encoding: "one-hot", scaling: "standard" },
  );
  const detector = {
    context: 2,
    score: ({ data, starts }: Matrix) =>
      Promise.resolve(
        data.map((_, row) =>
          data.subarray(Math.max(starts?.[row] ?? 0, row - 2), row + 1)
            .reduce((sum, value) => sum + value, 0)
        ),
      ),
    explain(row: Float32Array) {
      explained.push([...row]);
      return Promise.resolve([{ column: 0, weight: row.at(-1)! }]);
    },
  } as unknown as Detector;
  const bundle = { result: { threshold: { rule: "fixed", value: 2 } } } as LoadedModel["bundle"];
  return { pipeline, detector, bundle, heldOut: null, normals: null, bytes: 0 };
}

const RECORDS = [1, 2, 3, 4].map((x) => ({ x }));

Deno.test("predict() treats each record as its own sequence", async () => {
  const explained: number[][] = [];
  const predictions = await predict(windowModel(explained), RECORDS);
  assert.deepEqual(predictions.map(({ score }) => score), [1, 2, 3, 4]);
  assert.deepEqual(predictions.map(({ anomaly }) => anomaly), [false, false, true, true]);
  assert.deepEqual(explained, [[1], [2], [3], [4]]);
});

Deno.test("predict() gives records of a sequence the ones before them", async () => {
  const explained: number[][] = [];
  const predictions = await predict(windowModel(explained), RECORDS, true);
  assert.deepEqual(predictions.map(({ score }) => score), [1, 3, 6, 9]);
  assert.deepEqual(explained, [[1], [1, 2], [1, 2, 3], [2, 3, 4]]);
});
