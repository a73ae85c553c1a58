import assert from "node:assert/strict";
import { DETECTOR_KINDS } from "../lib/detectors/catalogue.ts";
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { Prediction } from "../lib/resources/model.ts";
import type { ModelImportance } from "../lib/resources/importance.ts";
import { Client } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

const SHORT = { epochs: 2, batchSize: 256 };
const AUTOENCODER = { ...SHORT, hidden: [4] };

/** Parameters that make a kind quick; a kind that is not here is trained with its defaults. */
const QUICK: Partial<Record<DetectorKind, Record<string, unknown>>> = {
  "isolation-forest": { trees: 20 },
  "autoencoder": AUTOENCODER,
  "lstm-autoencoder": { ...SHORT, layers: [4], window: 3 },
  "lstm-classifier": { ...SHORT, layers: [4], window: 3 },
  "hybrid": {
    members: [{ kind: "autoencoder", params: AUTOENCODER }, { kind: "kmeans" }],
  },
};

Deno.test("API: every kind of detector trains, predicts and explains by the dataset's features", async (t) => {
  await using server = await startDemoServer({ env: { NETSIFT_IMPORTANCE_MS: "400" } });
  const client = new Client(server.url);
  const { demo } = server;
  const run = await client.run({
    ...demo,
    detectors: DETECTOR_KINDS.map((kind) => ({ kind, params: QUICK[kind] })),
  });
  assert.equal(run.status, "done", run.error ?? "");
  const features = run.data!.features.toSorted();
  assert.ok(run.data!.columns > features.length, "words have become one-hot columns");
  // Rows by their number: for a record drawn at random, all may speak against an attack.
  const recordOf = async (model: string, row: number) =>
    (await client.get<{ record: unknown }>(`/models/${model}/record?row=${row}`)).record;

  for (const [index, { model, kind }] of run.results.entries()) {
    await t.step(kind, async () => {
      assert.equal(kind, DETECTOR_KINDS[index]);
      const { records: [{ row: highest }] } = await client.get<{ records: { row: number }[] }>(
        `/models/${model}/records?kind=highest&limit=1`,
      );
      const records = await Promise.all([highest, 1].map((row) => recordOf(model, row)));
      const { predictions } = await client.post<{ predictions: Prediction[] }>(
        `/models/${model}/predict`,
        { records },
        200,
      );
      for (const { score, contributions } of predictions) {
        assert.ok(Number.isFinite(score));
        assert.deepEqual(contributions.map(({ feature }) => feature).sort(), features);
        assert.ok(contributions.every(({ weight }) => Number.isFinite(weight)));
        const sizes = contributions.map(({ weight }) => Math.abs(weight));
        assert.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
      }
      assert.ok(
        predictions[0].contributions[0].weight > 0,
        "something speaks for the highest score",
      );

      const { permutation, explanation } = await client.get<ModelImportance>(
        `/models/${model}/importance`,
      );
      for (const measured of [permutation, explanation]) {
        if (!measured) continue; // too slow for its time on this machine
        assert.deepEqual(measured.features.map(({ feature }) => feature).sort(), features);
        assert.ok(measured.features.every(({ importance }) => Number.isFinite(importance)));
      }
      assert.ok(explanation, "explanations are quick for every kind");
    });
  }
});
