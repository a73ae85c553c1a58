import assert from "node:assert/strict";
import fc from "fast-check";
import type { Detector } from "../detectors/detector.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { Matrix } from "../learning/matrix.ts";
import { fitNormalTail } from "../learning/severity/normal_tail.ts";
import type { LoadedModel } from "../models/bundle.ts";
import { predict } from "./predict.ts";
import { RecordSequence } from "./record_sequence.ts";

const heldOut = Float32Array.from({ length: 40 }, (_, i) => i % 7);

/** A model whose score is the sum of a record and the two before it; its threshold moves. */
function model(threshold: object): LoadedModel {
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
    explain: () => Promise.resolve([]),
  } as unknown as Detector;
  const bundle = { result: { threshold } } as LoadedModel["bundle"];
  return { pipeline, detector, bundle, heldOut, normals: fitNormalTail(heldOut), bytes: 0 };
}

const moving = model({ rule: "adaptive", q: 0.8, window: 50, resetAfter: 5, value: 4 });

Deno.test("RecordSequence says what predict() says about the same sequence, however it is cut", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 }),
    fc.integer({ min: 1, max: 9 }),
    async (values, rows) => {
      const records = values.map((x) => ({ x }));
      const expected = await predict(moving, records, true);
      const sequence = new RecordSequence();
      for (let from = 0; from < records.length; from += rows) {
        const block = records.slice(from, from + rows);
        const { scores, flags, thresholds, severities } = await sequence.score(moving, block);
        assert.deepEqual(
          block.map((_, i) => [scores[i], flags[i] === 1, thresholds![i], severities![i]]),
          expected.slice(from, from + rows).map(({ score, anomaly, threshold, severity }) => [
            score,
            anomaly,
            threshold,
            severity!.value,
          ]),
        );
      }
    },
  ));
});

Deno.test("predict() of single records stays at the model's threshold", async () => {
  const predictions = await predict(moving, [{ x: 5 }, { x: 3 }, { x: 6 }]);
  assert.deepEqual(predictions.map(({ threshold }) => threshold), [4, 4, 4]);
  assert.deepEqual(predictions.map(({ anomaly }) => anomaly), [true, false, true]);
});

Deno.test("RecordSequence leaves out records that the model cannot take", async () => {
  const fixed = model({ rule: "fixed", value: 3 });
  const sequence = new RecordSequence();
  const first = await sequence.score(fixed, [{ x: 1 }, { y: 1 }, { x: 2 }]);
  assert.deepEqual([[...first.taken], [...first.scores]], [[0, 2], [1, 3]]);
  const second = await sequence.score(fixed, [{ x: "no" }, { x: 3 }]);
  assert.deepEqual([[...second.taken], [...second.scores]], [[1], [6]]);
  assert.deepEqual([...second.flags], [1]);
  assert.deepEqual([...(await sequence.score(fixed, [{}])).taken], []);
});

Deno.test("RecordSequence takes a changed threshold from then on", async () => {
  const sequence = new RecordSequence();
  const flags = async (
    value: number,
  ) => [...(await sequence.score(model({ rule: "fixed", value }), [{ x: 1 }])).flags];
  assert.deepEqual([await flags(0), await flags(5), await flags(2.5)], [[1], [0], [1]]);
});

Deno.test("RecordSequence tells what a reader should know of all records so far", async () => {
  const sequence = new RecordSequence();
  const ask = (x: number) =>
    sequence.score(model({ rule: "fixed", value: 3 }), Array(20).fill({ x }));
  const { warnings } = await ask(900);
  assert.match(warnings.join(" "), /outside the range/);
  const later = await ask(0);
  assert.match(later.warnings.join(" "), /^It flags 55\.0% of the records/);
});
