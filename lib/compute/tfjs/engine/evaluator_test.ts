import assert from "node:assert/strict";
import type { Tensor } from "@tensorflow/tfjs";
import { createRandom } from "../../../base/random.ts";
import { buildLayersModel, weightTensors } from "../layers_model.ts";
import { initialWeights, type Network, readsSequences, type Weights } from "../../network.ts";
import { startTensorFlow } from "../start.ts";
import { assertClose } from "../../testing.ts";
import type { Samples } from "../../trainer.ts";
import { gatherWindows } from "../../windows.ts";
import { createTfjsEvaluator } from "./evaluator.ts";
import { classifier, denseNetwork, normals, recurrentNetwork } from "./testing.ts";

const { tf } = await startTensorFlow();

/** Random rows in two sequences. */
function randomSamples(rows: number, columns: number): Samples {
  const starts = Uint32Array.from({ length: rows }, (_, row) => row < rows / 3 ? 0 : rows / 3);
  return { data: normals(rows * columns, createRandom(4)), rows, columns, starts };
}

/** Outputs at the last step, by `tf.LayersModel.predict`. */
function predict(network: Network, weights: Weights, samples: Samples): Float32Array {
  const { steps, columns } = network;
  const rows = Uint32Array.from({ length: samples.rows }, (_, row) => row);
  const buffer = new Float32Array(samples.rows * steps * columns);
  const windows = gatherWindows(samples, steps, rows, buffer);
  const model = buildLayersModel(tf, network);
  const tensors = weightTensors(tf, network, weights);
  model.setWeights(tensors);
  const shape = readsSequences(network) ? [rows.length, steps, columns] : [rows.length, columns];
  const values = tf.tidy(() => {
    const output = model.predict(tf.tensor(windows, shape)) as Tensor;
    const last = output.rank === 3 ? output.slice([0, steps - 1, 0], [-1, 1, -1]) : output;
    return { values: last.dataSync<"float32">() };
  }).values;
  tf.dispose(tensors);
  model.dispose();
  return values;
}

for (const network of [denseNetwork(4), recurrentNetwork(4, 1), recurrentNetwork(4, 5)]) {
  Deno.test(`errors() are those of predict() at the last of ${network.steps} steps: ${network.layers[0].type}`, async () => {
    const weights = initialWeights(network, createRandom(1));
    const samples = randomSamples(900, 4);
    const expected = predict(network, weights, samples);
    using evaluator = await createTfjsEvaluator(network, weights);
    assertClose(evaluator.outputs(samples, 0, 900), expected);
    assertClose(evaluator.outputs(samples, 898, 900), expected.slice(898 * 4));
    assert.equal(evaluator.outputs(samples, 5, 5).length, 0);
    const errors = await evaluator.errors(samples, "squared");
    const means = errors.map((_, row) => {
      let sum = 0;
      for (let i = 4 * row; i < 4 * row + 4; i++) sum += (samples.data[i] - expected[i]) ** 2;
      return sum / 4;
    });
    assertClose(errors, means);
  });
}

Deno.test("probabilities() are the outputs of a classifier", async () => {
  const network = classifier(3, 4);
  const weights = initialWeights(network, createRandom(1));
  const samples = randomSamples(60, 3);
  using evaluator = await createTfjsEvaluator(network, weights);
  assertClose(await evaluator.probabilities(samples), predict(network, weights, samples));
  await assert.rejects(evaluator.errors(samples, "squared"), RangeError);
  using other = await createTfjsEvaluator(
    denseNetwork(3),
    initialWeights(denseNetwork(3), createRandom(1)),
  );
  await assert.rejects(other.probabilities(samples), RangeError);
});

Deno.test("errors() and probabilities() stay finite where a network overflows", async () => {
  const network = denseNetwork(2);
  const huge = initialWeights(network, createRandom(1)).map((array) => array.fill(3e38));
  using evaluator = await createTfjsEvaluator(network, huge);
  const samples = { data: Float32Array.of(1e30, -1e30, NaN, 0), rows: 2, columns: 2 };
  assert.ok((await evaluator.errors(samples, "squared")).every(Number.isFinite));
  const judge = classifier(2, 1);
  using other = await createTfjsEvaluator(judge, initialWeights(judge, createRandom(1)));
  assert.ok((await other.probabilities(samples)).every(Number.isFinite));
});

Deno.test("createTfjsEvaluator() takes shared memory, stops at a signal and leaves no tensors", async () => {
  const tensors = tf.memory().numTensors;
  const network = denseNetwork(4);
  const samples = randomSamples(30, 4);
  const shared = new Float32Array(new SharedArrayBuffer(samples.data.byteLength));
  shared.set(samples.data);
  {
    using evaluator = await createTfjsEvaluator(network, initialWeights(network, createRandom(1)));
    const fractions: number[] = [];
    const errors = await evaluator.errors({ ...samples, data: shared }, "squared", {
      onProgress: (fraction) => fractions.push(fraction),
    });
    assert.deepEqual(errors, await evaluator.errors(samples, "squared"));
    assert.equal(fractions.at(-1), 1);
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(evaluator.errors(samples, "squared", { signal }), /enough/);
    assert.equal(evaluator.facts.engine, "tfjs");
  }
  assert.equal(tf.memory().numTensors, tensors);
});
