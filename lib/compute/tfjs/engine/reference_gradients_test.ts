import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { initialWeights, type Network, type Weights } from "../../network.ts";
import { startTensorFlow } from "../start.ts";
import { assertClose, onCpu } from "../../testing.ts";
import type { Objective } from "../../trainer.ts";
import { referenceGradients } from "./reference_gradients.ts";
import { classifier, denseNetwork, normals, recurrentNetwork } from "./testing.ts";

const { tf } = await startTensorFlow();

const WINDOWS = 6;
const reconstruction: Objective = { type: "reconstruction" };
const classification: Objective = {
  type: "classification",
  labels: Uint8Array.of(0, 1, 1, 0, 0, 1),
  classWeights: [0.5, 3],
};

const cases: Record<string, [Network, Objective]> = {
  "a dense stack": [denseNetwork(5), reconstruction],
  "a dense stack with ELU and ReLU": [{
    columns: 5,
    steps: 1,
    layers: [
      { type: "noise", deviation: 1 },
      { type: "dense", units: 4, activation: "elu" },
      { type: "dropout", rate: 0.5 },
      { type: "dense", units: 4, activation: "relu" },
      { type: "dense", units: 5, activation: "sigmoid" },
    ],
  }, reconstruction],
  "an LSTM autoencoder": [recurrentNetwork(3, 4), reconstruction],
  "an LSTM autoencoder of one step": [recurrentNetwork(3, 1), reconstruction],
  "an LSTM classifier": [classifier(3, 4), classification],
};

/** A network's weights and some windows. */
function example(network: Network): { weights: Weights; windows: Float32Array } {
  const random = createRandom(5);
  const weights = initialWeights(network, random);
  return { weights, windows: normals(WINDOWS * network.steps * network.columns, random) };
}

for (const [name, [network, objective]] of Object.entries(cases)) {
  const { weights, windows } = example(network);
  const compute = (weights: Weights) =>
    referenceGradients(tf, network, weights, windows, objective);

  Deno.test(`referenceGradients() of ${name} are slopes of the loss`, async () => {
    const { gradients } = compute(weights);
    assert.deepEqual(gradients.map(({ length }) => length), weights.map(({ length }) => length));
    const random = createRandom(6);
    const step = 1 / 64;
    await onCpu(tf, () => {
      gradients.forEach((gradient, array) => {
        const i = random.integer(gradient.length);
        const loss = (change: number) => {
          const changed = weights.map((array) => array.slice());
          changed[array][i] += change;
          return compute(changed).loss;
        };
        const slope = (loss(step) - loss(-step)) / (2 * step);
        assert.ok(
          Math.abs(slope - gradient[i]) < 1e-3 + 0.02 * Math.abs(slope),
          `${name} ${array}`,
        );
      });
    });
  });

  Deno.test(`referenceGradients() of ${name} are the same on both backends, without leaks`, async () => {
    const tensors = tf.memory().numTensors;
    const actual = compute(weights);
    assert.equal(tf.memory().numTensors, tensors);
    const expected = await onCpu(tf, () => compute(weights));
    assertClose([actual.loss], [expected.loss]);
    actual.gradients.forEach((array, i) => assertClose(array, expected.gradients[i], 2e-6));
  });
}

Deno.test("referenceGradients() gives the losses of their definitions", () => {
  const still: Network = {
    columns: 2,
    steps: 1,
    layers: [{ type: "dense", units: 2, activation: "linear" }],
  };
  const zeros = [new Float32Array(4), new Float32Array(2)];
  const windows = Float32Array.of(1, 2, 3, 4);
  assertClose([referenceGradients(tf, still, zeros, windows, reconstruction).loss], [30 / 4]);

  const judge: Network = {
    columns: 1,
    steps: 1,
    layers: [{ type: "dense", units: 1, activation: "sigmoid" }],
  };
  const weights = [Float32Array.of(1), Float32Array.of(0)];
  const { loss } = referenceGradients(tf, judge, weights, Float32Array.of(0.5, -2), {
    type: "classification",
    labels: Uint8Array.of(1, 0),
    classWeights: [0.5, 3],
  });
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  assertClose([loss], [-(3 * Math.log(sigmoid(0.5)) + 0.5 * Math.log(1 - sigmoid(-2))) / 2]);
});

Deno.test("referenceGradients() clips probabilities, so that the loss stays finite", () => {
  const { weights } = example(classifier(1, 1));
  const sure = weights.map((array) => array.slice());
  sure.at(-1)![0] = 100;
  const { loss } = referenceGradients(tf, classifier(1, 1), sure, Float32Array.of(1), {
    type: "classification",
    labels: Uint8Array.of(0),
    classWeights: [1, 1],
  });
  assert.ok(Math.abs(loss - -Math.log(1e-7)) < 0.3, `${loss}`);
});

Deno.test("referenceGradients() refuses what a network cannot learn, without leaks", () => {
  const tensors = tf.memory().numTensors;
  for (
    const [network, objective] of [
      [classifier(3, 2), reconstruction],
      [recurrentNetwork(3, 2), classification],
      [recurrentNetwork(1, 1), classification],
    ] as const
  ) {
    const { weights, windows } = example(network);
    assert.throws(() => referenceGradients(tf, network, weights, windows, objective), RangeError);
  }
  assert.equal(tf.memory().numTensors, tensors);
});
