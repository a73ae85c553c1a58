import assert from "node:assert/strict";
import { createTfjsEvaluator } from "../../compute/tfjs/engine/evaluator.ts";
import { readLayersModel } from "../../compute/tfjs/layers_model_files.ts";
import type { Params } from "../../learning/params.ts";
import { detectorDefinition, DETECTORS } from "../catalogue.ts";
import { createDetector, loadDetector } from "../registry.ts";
import { toSamples } from "./fit_network.ts";
import { surface } from "./testing.ts";

/** Without dropout, whose random numbers differ between the engines. */
const QUICK: Record<string, Params> = {
  autoencoder: { hidden: [8, 3], epochs: 3, networks: 2 },
  "lstm-autoencoder": { layers: [6], window: 3, epochs: 2, dropout: 0 },
  "lstm-classifier": { layers: [6], window: 2, epochs: 2 },
};

const x = surface(300, 1);
const labels = Uint8Array.from({ length: x.rows }, (_, row) => row % 3 === 0 ? 1 : 0);

/** The largest distance between two scores of a row, in parts of the score where it is above 1. */
function distance(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce(
    (most, score, i) => Math.max(most, Math.abs(score - b[i]) / Math.max(1, Math.abs(b[i]))),
    0,
  );
}

Deno.test("every detector that is trained by an engine can be trained by TensorFlow.js", () => {
  const choosing = DETECTORS.filter(({ fields }) => fields.some(({ name }) => name === "engine"));
  const trained = DETECTORS.filter(({ fields }) => fields.some(({ name }) => name === "epochs"));
  assert.deepEqual(choosing, trained);
  assert.deepEqual(choosing.map(({ kind }) => kind), Object.keys(QUICK));
});

for (const [kind, params] of Object.entries(QUICK)) {
  Deno.test(`${kind} trained by TensorFlow.js scores on our kernels as it does there`, async () => {
    const detector = await createDetector(kind, { ...params, engine: "tfjs" });
    await detector.fit(x, { seed: 3, labels });
    assert.equal(detector.engine?.engine, "tfjs");
    const scores = await detector.score(x);

    const state = await detector.save();
    assert.equal(state.params.engine, "tfjs");
    assert.deepEqual(Object.keys(state.files).toSorted(), ["model.json", "weights.bin"]);
    const loaded = await loadDetector(state);
    assert.equal(loaded.engine?.engine, "kernels");
    assert.deepEqual(await loaded.score(x), scores);

    const { network, weights } = readLayersModel(state.files);
    using evaluator = await createTfjsEvaluator(network, weights);
    const theirs = detectorDefinition(kind).requires.labels
      ? await evaluator.probabilities(toSamples(x))
      : await evaluator.errors(toSamples(x), "squared");
    assert.ok(distance(scores, theirs) < 1e-5, `${distance(scores, theirs)}`);

    const fast = await createDetector(kind, params);
    await fast.fit(x, { seed: 3, labels });
    assert.equal(fast.engine?.engine, "kernels");
    assert.ok(distance(scores, await fast.score(x)) < 1e-3, "both engines learn the same");
    for (const each of [detector, loaded, fast]) each.dispose();
  });
}
