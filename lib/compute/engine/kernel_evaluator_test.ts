import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { createTfjsEvaluator } from "../tfjs/engine/evaluator.ts";
import { initialWeights, type Network } from "../network.ts";
import { KernelEvaluator } from "./kernel_evaluator.ts";
import { correlatedRows, denseAutoencoder, lstmAutoencoder, lstmClassifier } from "./testing.ts";

const NETWORKS: [string, Network][] = [
  ["a dense stack", denseAutoencoder(11, [9, 4, 9], "tanh")],
  ["an LSTM stack over single rows", lstmAutoencoder(11, 1, [12, 6])],
  ["an LSTM stack over windows", lstmAutoencoder(11, 4, [12, 6])],
];

for (const [name, network] of NETWORKS) {
  Deno.test(`KernelEvaluator scores as TensorFlow.js does for ${name}`, async () => {
    const weights = initialWeights(network, createRandom(3));
    const samples = correlatedRows(333, network.columns);
    using evaluator = await KernelEvaluator.create(network, weights);
    using reference = await createTfjsEvaluator(network, weights);
    for (const measure of ["squared", "absolute"] as const) {
      const scores = await evaluator.errors(samples, measure);
      const expected = await reference.errors(samples, measure);
      scores.forEach((score, i) => assert.ok(Math.abs(score - expected[i]) < 1e-4 * expected[i]));
    }
    const [outputs, wanted] = [
      evaluator.outputs(samples, 5, 105),
      reference.outputs(samples, 5, 105),
    ];
    assert.equal(outputs.length, 100 * network.columns);
    outputs.forEach((output, i) => assert.ok(Math.abs(output - wanted[i]) < 1e-5));
  });
}

Deno.test("KernelEvaluator gives probabilities", async () => {
  const network = lstmClassifier(4, 3, [5]);
  const weights = initialWeights(network, createRandom(3));
  const samples = correlatedRows(50, 4);
  using evaluator = await KernelEvaluator.create(network, weights);
  using reference = await createTfjsEvaluator(network, weights);
  const expected = await reference.probabilities(samples);
  (await evaluator.probabilities(samples)).forEach((each, i) => {
    assert.ok(Math.abs(each - expected[i]) < 1e-6);
  });
});

Deno.test("KernelEvaluator gives the same scores on threads as without", async () => {
  const network = denseAutoencoder(6, [5]);
  const weights = initialWeights(network, createRandom(3));
  const samples = correlatedRows(30_001, 6);
  using threaded = await KernelEvaluator.create(network, weights, 2);
  using single = await KernelEvaluator.create(network, weights, 1);
  assert.deepEqual(
    Float32Array.from(await threaded.errors(samples, "squared")),
    await single.errors(samples, "squared"),
  );
});

Deno.test("KernelEvaluator ends when told to", async () => {
  const network = denseAutoencoder(6, [5]);
  const weights = initialWeights(network, createRandom(3));
  for (const threads of [1, 2]) {
    using evaluator = await KernelEvaluator.create(network, weights, threads);
    const samples = correlatedRows(30_000, 6);
    await assert.rejects(
      evaluator.errors(samples, "squared", { signal: AbortSignal.abort(new Error("enough")) }),
      /enough/,
    );
  }
});

Deno.test("KernelEvaluator gives finite errors for any finite row", async () => {
  const network = denseAutoencoder(3, [4]);
  const weights = initialWeights(network, createRandom(3));
  const data = Float32Array.of(1e38, -3e38, 3e38, 1, 2, 3);
  using evaluator = await KernelEvaluator.create(network, weights);
  const [overflow, usual] = await evaluator.errors({ data, rows: 2, columns: 3 }, "squared");
  assert.equal(overflow, Math.fround(3.4028234663852886e38));
  assert.ok(usual < 100);
});
