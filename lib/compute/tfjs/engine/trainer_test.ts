import assert from "node:assert/strict";
import type { Sequential } from "@tensorflow/tfjs";
import { createRandom } from "../../../base/random.ts";
import { buildLayersModel, weightTensors } from "../layers_model.ts";
import { initialWeights, type Network } from "../../network.ts";
import { startTensorFlow } from "../start.ts";
import { assertClose } from "../../testing.ts";
import type { Trainer, TrainerOptions } from "../../trainer.ts";
import { classifier, denseNetwork, normals, recurrentNetwork } from "./testing.ts";
import { createTfjsTrainer } from "./trainer.ts";

const { tf } = await startTensorFlow();

const ROWS = 64;
const order = Uint32Array.from({ length: ROWS }, (_, i) => (i * 37) % ROWS);

/** A trainer on random rows, without gradient limit and average. */
function options(network: Network, changes: Partial<TrainerOptions> = {}): TrainerOptions {
  const random = createRandom(3);
  return {
    network,
    weights: initialWeights(network, random),
    samples: {
      data: normals(ROWS * network.columns, random),
      rows: ROWS,
      columns: network.columns,
    },
    objective: { type: "reconstruction" },
    batchSize: 16,
    learningRate: 0.01,
    gradientLimit: null,
    averageDecay: null,
    seed: 1,
    ...changes,
  };
}

/** The weights after one pass. */
async function afterEpoch(options: TrainerOptions, rows = order) {
  await using trainer = await createTfjsTrainer(options);
  await trainer.epoch(rows);
  return trainer.weights();
}

Deno.test("createTfjsTrainer() trains as TensorFlow.js's own fit does", async () => {
  const network = recurrentNetwork(4, 1);
  const start = options(network);
  await using trainer = await createTfjsTrainer(start);
  const losses: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) losses.push(await trainer.epoch(order));

  const model: Sequential = buildLayersModel(tf, network);
  const tensors = weightTensors(tf, network, start.weights);
  model.setWeights(tensors);
  const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
  model.compile({ optimizer, loss: "meanSquaredError" });
  const rows = Float32Array.from(
    { length: ROWS * 4 },
    (_, i) => start.samples.data[order[i >> 2] * 4 + i % 4],
  );
  const x = tf.tensor3d(rows, [ROWS, 1, 4]);
  const { history } = await model.fit(x, x, {
    epochs: 4,
    batchSize: 16,
    shuffle: false,
    verbose: 0,
  });
  assertClose(losses, history.loss as number[], 1e-4);
  model.getWeights().forEach((tensor, i) =>
    assertClose(trainer.weights()[i], tensor.dataSync(), 1e-4)
  );
  tf.dispose([...tensors, x]);
  model.dispose();
  optimizer.dispose();
});

Deno.test("createTfjsTrainer() learns to tell windows apart", async () => {
  const network = classifier(1, 2);
  const start = options(network, { learningRate: 0.1 });
  const { data } = start.samples;
  // An attack: the row before was above zero, which the row itself does not show.
  const labels = Uint8Array.from(data, (_, row) => data[Math.max(0, row - 1)] > 0 ? 1 : 0);
  await using trainer = await createTfjsTrainer({
    ...start,
    objective: { type: "classification", labels, classWeights: [1, 1] },
  });
  const before = await trainer.evaluate(order);
  for (let epoch = 0; epoch < 20; epoch++) await trainer.epoch(order);
  const after = await trainer.evaluate(order);
  assert.ok(after < 0.5 * before, `${before} -> ${after}`);
});

Deno.test("epoch() gives the mean of the losses before each step; evaluate() changes nothing", async () => {
  await using trainer = await createTfjsTrainer(options(denseNetwork(5), { batchSize: 100 }));
  const [before, again] = [await trainer.evaluate(order), await trainer.evaluate(order)];
  assert.equal(before, again);
  assertClose([await trainer.epoch(order)], [before]);
  assert.ok(await trainer.evaluate(order) < before);
});

Deno.test("createTfjsTrainer() limits gradients and averages weights", async () => {
  const network = denseNetwork(5);
  const plain = await afterEpoch(options(network));
  assert.deepEqual(await afterEpoch(options(network, { gradientLimit: 1e9 })), plain);
  assert.notDeepEqual(await afterEpoch(options(network, { gradientLimit: 1e-9 })), plain);

  const averaged = options(network, { averageDecay: 0.99 });
  const { weights } = averaged;
  // After one step the average has gone nine tenths of the way.
  const step = await afterEpoch(options(network), order.subarray(0, 16));
  const mean = await afterEpoch(averaged, order.subarray(0, 16));
  mean.forEach((array, i) =>
    assertClose(array, step[i].map((value, k) => 0.9 * value + 0.1 * weights[i][k]))
  );
  await using trainer = await createTfjsTrainer(averaged);
  await trainer.epoch(order);
  await using judge = await createTfjsTrainer({ ...averaged, weights: trainer.weights() });
  assert.equal(await trainer.evaluate(order), await judge.evaluate(order));
});

Deno.test("createTfjsTrainer() repeats dropout and noise with its seed, in training only", async () => {
  const network = denseNetwork(
    5,
    { type: "noise", deviation: 0.3 },
    { type: "dropout", rate: 0.4 },
  );
  const trained = await afterEpoch(options(network));
  assert.deepEqual(await afterEpoch(options(network)), trained);
  assert.notDeepEqual(await afterEpoch(options(network, { seed: 2 })), trained);
  const still = options(denseNetwork(5));
  assert.notDeepEqual(await afterEpoch({ ...still, weights: options(network).weights }), trained);
  const losses = await Promise.all([network, still.network].map(async (network) => {
    await using trainer = await createTfjsTrainer({ ...still, network });
    return await trainer.evaluate(order);
  }));
  assert.equal(losses[0], losses[1]);
});

Deno.test("createTfjsTrainer() stops at a signal, stays usable and tells its progress", async () => {
  await using trainer: Trainer = await createTfjsTrainer(
    options(denseNetwork(5), { batchSize: 1 }),
  );
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  await assert.rejects(trainer.epoch(order, { signal }), reason);
  await assert.rejects(trainer.evaluate(order, { signal }), reason);
  const fractions: number[] = [];
  await trainer.epoch(order, { onProgress: (fraction) => fractions.push(fraction) });
  assert.equal(fractions.at(-1), 1);
  assert.deepEqual(fractions, fractions.toSorted((a, b) => a - b));
});

Deno.test("createTfjsTrainer() leaves alone what it was given, and no tensors", async () => {
  const tensors = tf.memory().numTensors;
  const given = options(recurrentNetwork(4, 3), { averageDecay: 0.9 });
  const copy = structuredClone(given);
  await afterEpoch(given);
  assert.deepEqual(given, copy);
  await assert.rejects(createTfjsTrainer(options(classifier(4, 3))), RangeError);
  assert.equal(tf.memory().numTensors, tensors);
});
