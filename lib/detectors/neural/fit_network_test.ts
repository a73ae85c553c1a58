import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import type { Network } from "../../compute/network.ts";
import type { FitOptions, FitProgress } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { fitNetwork, fitNetworks } from "./fit_network.ts";
import { matrixOf } from "./testing.ts";

const network: Network = {
  columns: 4,
  steps: 1,
  layers: [
    { type: "dense", units: 3, activation: "relu" },
    { type: "dense", units: 4, activation: "linear" },
  ],
};
const params = {
  epochs: 200,
  batchSize: 4,
  learningRate: 0.05,
  patience: 3,
  validationSplit: 0.5,
  engine: "auto" as const,
};

/** Noise that cannot be learned, so that training soon overfits. */
function noise(rows: number): Matrix {
  const random = createRandom(9);
  return matrixOf(Float32Array.from({ length: rows * 4 }, () => random.normal()), 4);
}

/** Trains, and gives the weights and what was told at the end of each epoch. */
async function run(x: Matrix, changed = {}, options: Partial<FitOptions> = {}) {
  const told: Required<FitProgress>[] = [];
  const { weights } = await fitNetwork(
    x,
    { network, objective: { type: "reconstruction" }, params: { ...params, ...changed } },
    {
      seed: 1,
      onProgress(progress) {
        if (progress.epoch) told.push(progress as Required<FitProgress>);
      },
      ...options,
    },
  );
  return { weights, told };
}

Deno.test("fitNetwork() ends after `patience` epochs without improvement", async () => {
  const { told } = await run(noise(40));
  const losses = told.map(({ validationLoss }) => validationLoss);
  assert.ok(losses.length < 200);
  assert.equal(losses.indexOf(Math.min(...losses)), losses.length - 1 - 3);
  assert.equal(told.at(-1)!.fraction, 1);
});

Deno.test("fitNetwork() returns the weights of the best epoch, not of the last", async () => {
  const { weights, told } = await run(noise(40));
  const losses = told.map(({ validationLoss }) => validationLoss);
  const best = 1 + losses.indexOf(Math.min(...losses));
  assert.ok(best < told.length);
  assert.deepEqual(weights, (await run(noise(40), { epochs: best, patience: 1000 })).weights);
});

Deno.test("fitNetwork() does not learn from validation rows", async () => {
  const { told } = await run(noise(2), { epochs: 300, patience: 300 });
  assert.ok(told.at(-1)!.loss < 1e-3, `${told.at(-1)!.loss}`);
  assert.ok(told.at(-1)!.validationLoss > 0.1, `${told.at(-1)!.validationLoss}`);
});

Deno.test("fitNetwork() validates windows on the last rows", async () => {
  const steps = 3;
  const windows: Network = {
    columns: 4,
    steps,
    layers: [
      { type: "lstm", units: 3, sequences: true },
      { type: "dense", units: 4, activation: "linear" },
    ],
  };
  const x = noise(40);
  // What cannot be foreseen is in the last quarter: only a validation there tells of it.
  x.data.fill(100, 30 * 4);
  const told: FitProgress[] = [];
  await fitNetwork(x, {
    network: windows,
    objective: { type: "reconstruction" },
    params: { ...params, epochs: 1, validationSplit: 0.2 },
  }, { seed: 1, onProgress: (progress) => told.push(progress) });
  const { validationLoss } = told.at(-1)!;
  assert.ok(validationLoss! > 9000, `${validationLoss}`);
});

Deno.test("fitNetwork() mixes the rows, so that no class is forgotten for the other", async () => {
  const guess: Network = {
    columns: 1,
    steps: 2,
    layers: [
      { type: "lstm", units: 2, sequences: false },
      { type: "dense", units: 1, activation: "sigmoid" },
    ],
  };
  const labels = new Uint8Array(400).fill(1, 200);
  const told: FitProgress[] = [];
  await fitNetwork(matrixOf(new Float32Array(400), 1), {
    network: guess,
    objective: { type: "classification", labels, classWeights: [1, 1] },
    params: { ...params, epochs: 1 },
  }, { seed: 1, onProgress: (progress) => told.push(progress) });
  const { loss, validationLoss } = told.at(-1)!;
  assert.ok(Math.abs(loss! - Math.LN2) < 0.1, `${loss}`);
  assert.ok(Math.abs(validationLoss! - Math.LN2) < 0.1, `${validationLoss}`);
});

Deno.test("fitNetwork() tells of a loss that is not a finite number, with advice", async () => {
  const x = noise(40);
  const huge = { ...x, data: x.data.map((value) => value * 1e30) };
  await assert.rejects(run(huge), /epoch 1 is not a finite number.*lower learning rate.*scaling/);
});

Deno.test("fitNetwork() refuses a single row", async () => {
  await assert.rejects(run(noise(1)), RangeError);
});

Deno.test("fitNetworks() trains from different beginnings, and reproducibly", async () => {
  const x = noise(40);
  const task = {
    network,
    objective: { type: "reconstruction" },
    params: { ...params, epochs: 1 },
  } as const;
  const { weights } = await fitNetworks(x, task, 2, { seed: 1 });
  const again = await fitNetworks(x, task, 2, { seed: 1 });
  assert.equal(weights.length, 2);
  assert.notDeepEqual(weights[0], weights[1]);
  assert.deepEqual(again.weights, weights);
  const told: FitProgress[] = [];
  await fitNetworks(x, task, 2, { seed: 1, onProgress: (progress) => told.push(progress) });
  assert.equal(told.filter(({ epoch }) => epoch !== undefined).length, 1);
  assert.equal(told.at(-1)!.fraction, 1);
});

Deno.test("fitNetworks() takes small improvements for none where it is told to", async () => {
  const task = { network, objective: { type: "reconstruction" }, params } as const;
  const { told } = await run(noise(40));
  const least = told[0].validationLoss - Math.min(...told.map((each) => each.validationLoss));
  let epochs = 0;
  const onProgress = ({ epoch }: FitProgress) => epochs = Math.max(epochs, epoch ?? 0);
  const minImprovement = 1.01 * least;
  const { weights } = await fitNetworks(noise(40), { ...task, minImprovement }, 1, {
    seed: 1,
    onProgress,
  });
  assert.equal(epochs, 1 + params.patience);
  const unlimited = await run(noise(40), { epochs, patience: 1000 });
  assert.deepEqual(weights[0], unlimited.weights);
});
