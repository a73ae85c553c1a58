import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { Catalogue } from "./catalogue.ts";
import type { BatchRow, DatasetRow, RunRow } from "./rows.ts";
import { DamagedRowError } from "./damaged_row.ts";

const createdAt = "2026-01-01T00:00:00.000Z";

const dataset = (id: string): DatasetRow => ({
  id,
  name: `name of ${id}`,
  status: "ready",
  origin: { type: "demo", part: "train", rows: 5, seed: 1 },
  requestedFormat: null,
  bytes: 10,
  createdAt,
  attempts: 0,
  error: null,
  profile: null,
});

const model = (id: string): RunRow["results"][number] => ({
  model: id,
  kind: "pca",
  params: {},
  threshold: { rule: "quantile", q: 0.95, value: 1 },
  trainedRows: 10,
  heldOutRows: 5,
  testRows: 10,
  flaggedRows: 1,
  fitMs: 1.5,
  scoreMs: 1.5,
  metrics: {
    rocAuc: null,
    prAuc: null,
    accuracy: null,
    precision: null,
    recall: null,
    f1: null,
    confusion: null,
  },
  perClass: [],
});

const run = (id: string): RunRow => ({
  id,
  name: `name of ${id}`,
  status: "done",
  request: {
    name: id,
    train: "ds-1",
    split: { test: 0.3 },
    features: "all",
    encoding: "one-hot",
    scaling: "standard",
    dropDuplicates: false,
    seed: 1,
    detectors: [{ kind: "pca", params: {}, threshold: { rule: "quantile", q: 0.95 } }],
  },
  trainName: "train",
  testName: null,
  createdAt,
  startedAt: createdAt,
  finishedAt: createdAt,
  error: null,
  warnings: [],
  data: null,
  results: [model(`model-of-${id}`)],
});

const batch = (id: string): BatchRow => ({
  id,
  name: `name of ${id}`,
  status: "done",
  request: { name: id, dataset: "ds-1", models: ["model-1"], explain: "none" },
  datasetName: "train",
  createdAt,
  startedAt: createdAt,
  finishedAt: createdAt,
  error: null,
  result: null,
});

/** Fills a catalogue, damages it with SQL, and opens it again. */
async function withDamaged(sql: string, test: (catalogue: Catalogue) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/catalogue.sqlite`;
  try {
    {
      using catalogue = new Catalogue(path);
      for (const n of [1, 2]) {
        catalogue.datasets.put(dataset(`ds-${n}`));
        catalogue.runs.put(run(`run-${n}`));
        catalogue.batches.put(batch(`batch-${n}`));
      }
    }
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    using catalogue = new Catalogue(path);
    test(catalogue);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("Catalogue lists a damaged run as failed, and all others as they are", async () => {
  const damages: [sql: string, reason: RegExp, name: string][] = [
    [
      `UPDATE runs SET run = json_set(run, '$.data', json('{"testRows": "x"}')) WHERE id = 'run-1'`,
      /run-1 \(table runs\) is damaged at run\.data\.trainRows: .*expected/,
      "name of run-1",
    ],
    [
      `UPDATE runs SET run = substr(run, 1, 100) WHERE id = 'run-1'`,
      /run-1 \(table runs\) is damaged at run: .*Restore it from a backup/,
      "run-1",
    ],
    [
      `UPDATE runs SET run = json_remove(run, '$.results[0].threshold.value') WHERE id = 'run-1'`,
      /at run\.results\.0\.threshold\.value:/,
      "name of run-1",
    ],
  ];
  for (const [sql, reason, name] of damages) {
    await withDamaged(sql, (catalogue) => {
      const [second, first] = catalogue.runs.list();
      assert.deepEqual(second, run("run-2"));
      assert.equal(first.status, "failed");
      assert.match(first.error!, reason);
      assert.equal(first.name, name);
      assert.deepEqual(catalogue.runs.get("run-1"), first);
      assert.deepEqual(catalogue.runs.ofStatus("done").map(({ id }) => id), ["run-2"]);
      assert.deepEqual(catalogue.runs.idsOfStatus("done"), new Set(["run-1", "run-2"]));
      assert.equal(catalogue.models.list().length, 2);
    });
  }
});

Deno.test("Catalogue lists damaged datasets and batches as failed", async () => {
  const sql = `
    UPDATE datasets SET profile = '{"format": "csv", "rows": -1}' WHERE id = 'ds-1';
    UPDATE batches SET batch = json_set(batch, '$.request.models', 'none') WHERE id = 'batch-1';`;
  await withDamaged(sql, (catalogue) => {
    const [otherDataset, damagedDataset] = catalogue.datasets.list();
    assert.deepEqual(otherDataset, dataset("ds-2"));
    assert.equal(damagedDataset.status, "failed");
    assert.equal(damagedDataset.name, "name of ds-1");
    assert.match(damagedDataset.error!, /ds-1 \(table datasets\) is damaged at profile\.rows:/);
    const [otherBatch, damagedBatch] = catalogue.batches.list();
    assert.deepEqual(otherBatch, batch("batch-2"));
    assert.equal(damagedBatch.status, "failed");
    assert.match(damagedBatch.error!, /at batch\.request\.models:/);
  });
});

Deno.test("Catalogue reads a model whose row is damaged from its run", async () => {
  await withDamaged(`UPDATE models SET result = '{}' WHERE id = 'model-of-run-1'`, (catalogue) => {
    assert.deepEqual(catalogue.models.get("model-of-run-1")?.result, model("model-of-run-1"));
    assert.equal(catalogue.models.list().length, 2);
  });
});

Deno.test("Catalogue lets a damaged row be deleted, and nobody write over it", async () => {
  await withDamaged(`UPDATE runs SET run = 'x' WHERE id = 'run-1'`, (catalogue) => {
    const damaged = catalogue.runs.get("run-1")!;
    assert.throws(() => catalogue.runs.put({ ...damaged, name: "renamed" }), DamagedRowError);
    catalogue.runs.delete("run-1");
    assert.equal(catalogue.runs.get("run-1"), null);
    catalogue.runs.put(run("run-1"));
    assert.deepEqual(catalogue.runs.get("run-1"), run("run-1"));
  });
});

Deno.test("Catalogue passes over documents that are no JSON or not what they should be", async () => {
  const sql = `INSERT INTO documents (kind, id, document) VALUES
    ('alert-rule', 'a', '{"id": "a"}'), ('alert-rule', 'b', '{"id"'), ('alert-rule', 'c', '{"id": 3}'),
    ('alert-rule', 'd', '{"id": "d", "later": true}')`;
  const { error } = console;
  const logged: string[] = [];
  console.error = (message: string) => logged.push(message);
  try {
    await withDamaged(sql, (catalogue) => {
      assert.deepEqual(catalogue.documents.list("alert-rule", z.object({ id: z.string() })), [
        { id: "a" },
        { id: "d", later: true },
      ]);
    });
  } finally {
    console.error = error;
  }
  assert.match(logged[0], /alert-rule b .* damaged at document: /);
  assert.match(logged[1], /alert-rule c .* damaged at document\.id: /);
});

Deno.test("Catalogue keeps fields that a newer Netsift may have added", async () => {
  await withDamaged(
    `UPDATE runs SET run = json_set(run, '$.later', 1) WHERE id = 'run-1'`,
    (catalogue) => assert.equal((catalogue.runs.get("run-1") as { later?: number }).later, 1),
  );
});
