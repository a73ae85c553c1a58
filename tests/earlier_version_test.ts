import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { unpackTar } from "../testing/unpack_tar.ts";

/** What Netsift 0.1.0 stored, and what its models said about one record. */
const STORED = new URL("testdata/0.1.0/", import.meta.url);

interface Expected {
  demo: { train: string; test: string };
  run: string;
  batch: string;
  record: Record<string, string | number>;
  predictions: Record<string, { score: number; threshold: number; anomaly: boolean }>;
}

Deno.test("what 0.1.0 stored, exported and had bookmarked still opens", async (t) => {
  const expected: Expected = JSON.parse(await Deno.readTextFile(new URL("expected.json", STORED)));
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  await unpackTar(new URL("data.tar.gz", STORED), dataFolder);
  try {
    await using server = await startServer({ dataFolder });
    const client = new Client(server.url);
    const models = Object.keys(expected.predictions);

    await t.step("the catalogue has moved on, and a copy of it has not", () => {
      assert.equal(versionOf(join(dataFolder, "catalogue.sqlite.version-2")), 2);
      assert.ok(versionOf(join(dataFolder, "catalogue.sqlite")) > 2);
    });

    await t.step("datasets, runs and batches are there", async () => {
      for (const id of Object.values(expected.demo)) {
        const { status, rows } = await client.get<Stored>(`/datasets/${id}`);
        assert.equal(status, "ready");
        assert.ok(rows! >= 500);
      }
      const run = await client.get<Stored>(`/runs/${expected.run}`);
      assert.equal(run.status, "done");
      assert.deepEqual(run.results!.map(({ model }) => model).toSorted(), models.toSorted());
      const batch = await client.get<Stored>(`/batches/${expected.batch}`);
      assert.equal(batch.status, "done");
    });

    await t.step("models say about a record what they said", async () => {
      for (const [model, said] of Object.entries(expected.predictions)) {
        const { predictions: [prediction] } = await client.post<{ predictions: (typeof said)[] }>(
          `/models/${model}/predict`,
          { records: [expected.record] },
          200,
        );
        const { score, threshold, anomaly } = prediction;
        assert.ok(Math.abs(score - said.score) < 1e-6 * Math.max(1, Math.abs(said.score)), model);
        assert.deepEqual({ threshold, anomaly }, {
          threshold: said.threshold,
          anomaly: said.anomaly,
        });
      }
    });

    await t.step("a model that was exported can be imported", async () => {
      const response = await client.fetch("/models?name=model.zip", {
        method: "POST",
        body: await Deno.readFile(new URL("model.zip", STORED)),
      });
      const text = await response.text();
      assert.equal(response.status, 201, text);
      const { predictions } = await client.post<{ predictions: { score: number }[] }>(
        `/models/${JSON.parse(text).id}/predict`,
        { records: [expected.record] },
        200,
      );
      assert.ok(Number.isFinite(predictions[0].score));
    });

    await t.step("bookmarks open", async () => {
      const [first, second] = models;
      const record = encodeURIComponent(JSON.stringify(expected.record));
      for (
        const path of [
          `/runs/${expected.run}`,
          `/datasets/${expected.demo.train}`,
          `/batches/${expected.batch}`,
          `/predict?model=${first}&model=${second}&record=${record}`,
          `/compare?model=${first}&model=${second}`,
          `/live?model=${first}`,
        ]
      ) {
        const response = await fetch(server.url + path);
        await response.body?.cancel();
        assert.equal(response.status, 200, path);
      }
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

interface Stored {
  status: string;
  rows?: number;
  results?: { model: string }[];
}

function versionOf(path: string): number {
  const database = new DatabaseSync(path);
  try {
    return database.prepare("PRAGMA user_version").get()!.user_version as number;
  } finally {
    database.close();
  }
}
