import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { createTfjsTrainer } from "../tfjs/engine/trainer.ts";
import { initialWeights, type Layer, type Network } from "../network.ts";
import type { TrainerOptions } from "../trainer.ts";
import { KernelTrainer } from "./kernel_trainer.ts";
import {
  correlatedRows,
  denseAutoencoder,
  inOrder,
  lstmAutoencoder,
  lstmClassifier,
} from "./testing.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

function optionsFor(network: Network, rows: number): TrainerOptions {
  return {
    network,
    weights: initialWeights(network, createRandom(1)),
    samples: correlatedRows(rows, network.columns),
    objective: { type: "reconstruction" },
    batchSize: 256,
    learningRate: 1e-3,
    gradientLimit: 0.1,
    averageDecay: 0.995,
    seed: 1,
    threads: 2,
  };
}

/** On one thread: those of TensorFlow.js wait for each other in loops, which others' work prolongs. */
function createReference(options: TrainerOptions) {
  return createTfjsTrainer({ ...options, threads: 1 });
}

function disturbed(network: Network): Network {
  const noise: Layer = { type: "noise", deviation: 0.1 };
  const dropout: Layer = { type: "dropout", rate: 0.2 };
  const [first, ...others] = network.layers;
  return { ...network, layers: [noise, first, dropout, ...others] };
}

const NETWORKS: [string, Network][] = [
  ["a dense stack", denseAutoencoder(11, [9, 4, 9])],
  ["a dense stack with dropout and noise", disturbed(denseAutoencoder(11, [9, 4, 9], "elu"))],
  ["an LSTM stack over single rows", lstmAutoencoder(11, 1, [12, 6])],
  ["an LSTM stack over windows", lstmAutoencoder(11, 4, [12, 6])],
];

for (const [name, network] of NETWORKS) {
  Deno.test(`KernelTrainer gives the same weights with any number of threads for ${name}`, async () => {
    const options = optionsFor(network, 700);
    const results = [];
    for (const threads of [1, 2, 3]) {
      await using trainer = await KernelTrainer.start({ ...options, threads });
      assert.equal(trainer.facts.threads, threads);
      const losses = [await trainer.epoch(inOrder(700)), await trainer.epoch(inOrder(700))];
      losses.push(await trainer.evaluate(inOrder(500)));
      results.push({ losses, weights: trainer.weights() });
    }
    assert.deepEqual(results[1], results[0]);
    assert.deepEqual(results[2], results[0]);
    assert.ok(results[0].losses[1] < results[0].losses[0]);
  });
}

for (const [name, network] of NETWORKS.filter(([name]) => !name.includes("noise"))) {
  Deno.test(`KernelTrainer learns as TensorFlow.js does over ten epochs for ${name}`, async () => {
    const options = { ...optionsFor(network, 300), batchSize: 64 };
    await using trainer = await KernelTrainer.start(options);
    await using reference = await createReference(options);
    const order = inOrder(300);
    for (let epoch = 0; epoch < 10; epoch++) {
      createRandom(epoch).shuffle(order);
      const [loss, expected] = [await trainer.epoch(order), await reference.epoch(order)];
      assert.ok(Math.abs(loss - expected) < 1e-3 * expected, `epoch ${epoch}: ${loss} ${expected}`);
    }
    const [loss, expected] = [await trainer.evaluate(order), await reference.evaluate(order)];
    assert.ok(Math.abs(loss - expected) < 1e-3 * expected, `${loss} ${expected}`);
  });
}

Deno.test("KernelTrainer keeps windows within their sequences", async () => {
  const network = lstmAutoencoder(3, 5, [4]);
  const options = optionsFor(network, 40);
  const starts = Uint32Array.from({ length: 40 }, (_, row) => row < 17 ? 0 : 17);
  const split = { ...options, samples: { ...options.samples, starts } };
  await using trainer = await KernelTrainer.start(split);
  await using reference = await createReference(split);
  const rows = Uint32Array.of(0, 3, 16, 17, 18, 30);
  const [loss, expected] = [await trainer.evaluate(rows), await reference.evaluate(rows)];
  assert.ok(Math.abs(loss - expected) < 1e-5 * expected);
  await using whole = await KernelTrainer.start(options);
  assert.notEqual(await whole.evaluate(rows), loss);
});

Deno.test("KernelTrainer learns classes, and by their weights", async () => {
  const network = lstmClassifier(2, 1, [8]);
  const samples = correlatedRows(600, 2);
  const labels = Uint8Array.from({ length: 600 }, (_, row) => samples.data[2 * row] > 0 ? 1 : 0);
  const train = async (classWeights: [number, number]) => {
    await using trainer = await KernelTrainer.start({
      ...optionsFor(network, 600),
      samples,
      objective: { type: "classification", labels, classWeights },
      learningRate: 0.02,
      gradientLimit: null,
      averageDecay: null,
      batchSize: 32,
    });
    for (let epoch = 0; epoch < 10; epoch++) await trainer.epoch(inOrder(600));
    return await trainer.evaluate(inOrder(600));
  };
  assert.ok(await train([1, 1]) < 0.1);
  assert.equal(await train([0, 0]), 0);
});

Deno.test("KernelTrainer ends when told to, and reports progress", async () => {
  const rows = 40_000;
  await using trainer = await KernelTrainer.start(optionsFor(denseAutoencoder(40, [64]), rows));
  const controller = new AbortController();
  const seen: number[] = [];
  const order = Uint32Array.from({ length: 200 * rows }, (_, i) => i % rows);
  const epoch = trainer.epoch(order, {
    signal: controller.signal,
    onProgress(fraction) {
      seen.push(fraction);
      controller.abort(new Error("enough"));
    },
  });
  await assert.rejects(epoch, /enough/);
  assert.ok(seen[0] > 0 && seen[0] < 1, `${seen}`);
});

Deno.test("KernelTrainer tells a loss that is not finite", async () => {
  const options = optionsFor(denseAutoencoder(4, [4]), 300);
  options.samples.data[17] = NaN;
  await using trainer = await KernelTrainer.start(options);
  assert.ok(Number.isNaN(await trainer.epoch(inOrder(300))));
});

Deno.test("KernelTrainer refuses networks that do not fit in memory", async () => {
  const network: Network = {
    columns: 1,
    steps: 1,
    layers: [
      { type: "dense", units: 20_000, activation: "relu" },
      { type: "dense", units: 20_000, activation: "relu" },
    ],
  };
  const weights = [1, 1, 1, 1].map(() => new Float32Array(0));
  await assert.rejects(
    KernelTrainer.start({ ...optionsFor(denseAutoencoder(1, [1]), 10), network, weights }),
    (error) => error instanceof RangeError && /MB of memory/.test(error.message),
  );
});

Deno.test("KernelTrainer needs no more memory after 200 epochs than after 20", async () => {
  await using trainer = await KernelTrainer.start(optionsFor(denseAutoencoder(20, [16]), 2000));
  const order = inOrder(2000);
  for (let epoch = 0; epoch < 20; epoch++) await trainer.epoch(order);
  const before = Deno.memoryUsage().rss;
  for (let epoch = 20; epoch < 200; epoch++) await trainer.epoch(order);
  const grown = Deno.memoryUsage().rss - before;
  assert.ok(grown < 32 * 2 ** 20, `${grown} bytes`);
});

Deno.test("KernelTrainer trains on many rows of 118 numbers where they lie", async () => {
  const [rows, columns] = [gateOrNightly(300_000, 1_000_000), 118];
  const data = new Float32Array(new SharedArrayBuffer(4 * rows * columns)).fill(0.5);
  const options = optionsFor(denseAutoencoder(columns, [64, 32, 64]), 10);
  await using trainer = await KernelTrainer.start({ ...options, samples: { data, rows, columns } });
  const order = inOrder(rows);
  const before = Deno.memoryUsage().rss;
  assert.ok(Number.isFinite(await trainer.epoch(order)));
  const grown = Deno.memoryUsage().rss - before;
  assert.ok(grown < data.byteLength / 4, `${grown} bytes`);
});
