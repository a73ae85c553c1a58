import assert from "node:assert/strict";
import fc from "fast-check";
import { startTensorFlow } from "../tfjs/start.ts";
import { createRandom } from "../../base/random.ts";
import { referenceGradients } from "../tfjs/engine/reference_gradients.ts";
import { initialWeights, type Network, type Weights } from "../network.ts";
import type { Objective } from "../trainer.ts";
import { gatherWindows } from "../windows.ts";
import { compileKernels, createMemory, instantiateKernels } from "./kernels.ts";
import { packWeights, unpackWeights } from "./layout.ts";
import { planTraining } from "./memory_map.ts";
import { anyAutoencoder, anyClassifier, correlatedRows, inOrder } from "./testing.ts";
import { createThreadState } from "./thread_state.ts";
import { trainWork } from "./train_work.ts";

const { module } = await compileKernels();
const { tf } = await startTensorFlow();
await tf.setBackend("cpu");

/** Loss and gradients of one batch, by the items of work that come before the update. */
function gradientsOf(
  network: Network,
  weights: Weights,
  samples: ReturnType<typeof correlatedRows>,
  objective: Objective,
) {
  const plan = planTraining(network, objective.type, samples.rows, 1);
  const { map, microBatches, program: { layout } } = plan;
  const memory = createMemory(map.bytes);
  const heap = new Float32Array(memory.buffer);
  packWeights(layout, weights, heap.subarray(map.weights / 4));
  const kernels = instantiateKernels(module, memory);
  for (const { role, offset, rows, cols } of layout.arrays) {
    if (role === "bias") continue;
    const [target, source] = [map.transposed + 4 * offset, map.weights + 4 * offset];
    kernels.transpose(target, source, rows, cols, rows, cols);
  }
  const losses = new Float64Array(microBatches);
  const work = trainWork(createThreadState(module, memory, plan, 0), {
    type: "train",
    samples,
    classes: objective.type === "classification" ? objective : null,
    order: inOrder(samples.rows),
    batchSize: samples.rows,
    learningRate: 1,
    gradientLimit: null,
    averageDecay: null,
    seed: 1,
    stepsBefore: 0,
    losses,
    norms: new Float32Array(layout.chunks.length),
  });
  for (let item = 0; item < microBatches + layout.chunks.length; item++) work.run(item);
  return {
    loss: losses.reduce((sum, loss) => sum + loss, 0) / samples.rows,
    gradients: unpackWeights(layout, heap.subarray(map.gradients / 4)),
  };
}

function checkGradients(
  network: Network,
  samples: ReturnType<typeof correlatedRows>,
  objective: Objective,
  seed: number,
): void {
  const weights = initialWeights(network, createRandom(seed));
  const all = new Float32Array(samples.rows * network.steps * network.columns);
  const windows = gatherWindows(samples, network.steps, inOrder(samples.rows), all);
  const expected = referenceGradients(tf, network, weights, windows, objective);
  const { loss, gradients } = gradientsOf(network, weights, samples, objective);
  assert.ok(Math.abs(loss - expected.loss) <= 1e-5 * expected.loss, `${loss} ${expected.loss}`);
  expected.gradients.forEach((gradient, i) => {
    const size = Math.hypot(...gradient);
    const distance = Math.hypot(...gradient.map((each, j) => each - gradients[i][j]));
    assert.ok(distance <= 1e-4 * size + 1e-7, `array ${i}: ${distance} of ${size}`);
  });
}

const rows = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 120, max: 300 }));
const seed = fc.nat(1000);

Deno.test("trainWork() gives the gradients of TensorFlow.js for any autoencoder", () => {
  fc.assert(
    fc.property(anyAutoencoder, rows, seed, (network, rows, seed) => {
      const samples = correlatedRows(rows, network.columns, seed);
      checkGradients(network, samples, { type: "reconstruction" }, seed);
    }),
    { numRuns: 40, seed: 1 },
  );
});

Deno.test("trainWork() gives the gradients of TensorFlow.js for any classifier", () => {
  fc.assert(
    fc.property(anyClassifier, rows, seed, (network, rows, seed) => {
      const samples = correlatedRows(rows, network.columns, seed);
      const random = createRandom(seed);
      const labels = Uint8Array.from({ length: rows }, () => random.integer(2));
      const classWeights: [number, number] = [0.7, 2];
      checkGradients(network, samples, { type: "classification", labels, classWeights }, seed);
    }),
    { numRuns: 20, seed: 1 },
  );
});
