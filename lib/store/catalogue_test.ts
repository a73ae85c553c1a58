import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { RunResult } from "../resources/run.ts";
import { Catalogue, type DatasetRow, type RunRow } from "./catalogue.ts";

async function withPath(work: (path: string) => void) {
  const folder = await Deno.makeTempDir();
  try {
    work(`${folder}/catalogue.sqlite`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const dataset = (id: string, createdAt: string): DatasetRow => ({
  id,
  name: `"; DROP TABLE datasets; -- ${id}`,
  status: "ingesting",
  origin: { type: "demo", part: "train", rows: 5, seed: 1 },
  requestedFormat: null,
  bytes: 2 ** 40,
  createdAt,
  attempts: 0,
  error: null,
  profile: null,
});

const run = (id: string, results: RunResult[] = []): RunRow => ({
  id,
  name: id,
  status: results.length > 0 ? "done" : "running",
  request: {
    name: id,
    train: "ds-1",
    split: { test: 0.3 },
    features: "all",
    encoding: "one-hot",
    scaling: "standard",
    dropDuplicates: false,
    seed: 1,
    detectors: [],
  },
  trainName: "train",
  testName: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  finishedAt: null,
  error: null,
  warnings: [],
  data: null,
  results,
});

const result = (model: string) => ({ model, kind: "isolation-forest" }) as RunResult;

Deno.test("Catalogue keeps datasets across openings, newest first", () =>
  withPath((path) => {
    const old = dataset("ds-1", "2026-01-01T00:00:00.000Z");
    const young = dataset("ds-2", "2026-01-02T00:00:00.000Z");
    {
      using catalogue = new Catalogue(path);
      catalogue.datasets.put(old);
      catalogue.datasets.put(young);
    }
    using catalogue = new Catalogue(path);
    assert.deepEqual(catalogue.datasets.list(), [young, old]);
    catalogue.datasets.put({ ...old, status: "failed", error: "bad" });
    assert.equal(catalogue.datasets.get("ds-1")?.error, "bad");
    catalogue.datasets.delete("ds-1");
    assert.equal(catalogue.datasets.get("ds-1"), null);
  }));

Deno.test("Catalogue.runs.delete() deletes the models of the run with it", () =>
  withPath((path) => {
    using catalogue = new Catalogue(path);
    catalogue.runs.put(run("run-1", [result("model-1"), result("model-2")]));
    catalogue.runs.put(run("run-2", [result("model-3")]));
    assert.deepEqual(catalogue.runs.ofStatus("done").map(({ id }) => id), ["run-1", "run-2"]);
    catalogue.runs.delete("run-1");
    assert.deepEqual(catalogue.models.list().map(({ id }) => id), ["model-3"]);
    assert.equal(catalogue.models.get("model-1"), null);
  }));

Deno.test("Catalogue.runs.put() writes the run and its models, or neither", () =>
  withPath((path) => {
    using catalogue = new Catalogue(path);
    catalogue.runs.put(run("run-1"));
    const unwritable = { ...result("model-2"), model: null } as unknown as RunResult;
    assert.throws(() => catalogue.runs.put(run("run-1", [result("model-1"), unwritable])));
    assert.equal(catalogue.runs.get("run-1")?.status, "running");
    assert.deepEqual(catalogue.models.list(), []);
  }));

Deno.test("Catalogue refuses what a newer Netsift wrote", () =>
  withPath((path) => {
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    assert.throws(() => new Catalogue(path), /version 99/);
  }));

Deno.test("Catalogue keeps documents by kind in the order of their first writing", () =>
  withPath((path) => {
    {
      using catalogue = new Catalogue(path);
      const first = { id: "b", x: 1 };
      catalogue.documents.put("alert-rule", [first, { id: "a" }]);
      catalogue.documents.put("alert-setting", [{ id: "b" }]);
      const changed = { ...first, x: 2 };
      catalogue.documents.put("alert-rule", [changed]);
    }
    using catalogue = new Catalogue(path);
    assert.deepEqual(catalogue.documents.list("alert-rule", z.unknown()), [{ id: "b", x: 2 }, {
      id: "a",
    }]);
    catalogue.documents.delete("alert-rule", "b");
    assert.deepEqual(catalogue.documents.list("alert-rule", z.unknown()), [{ id: "a" }]);
    assert.deepEqual(catalogue.documents.list("alert-setting", z.unknown()), [{ id: "b" }]);
  }));

Deno.test("Catalogue parses a row once until it is written, deleted or rolled back", () =>
  withPath((path) => {
    using catalogue = new Catalogue(path);
    catalogue.runs.put(run("run-1", [result("model-1")]));
    const [first] = catalogue.runs.list();
    assert.strictEqual(catalogue.runs.get("run-1"), first);
    assert.strictEqual(catalogue.models.list()[0], catalogue.models.get("model-1"));

    catalogue.runs.put({ ...first, name: "renamed" });
    assert.equal(catalogue.runs.list()[0].name, "renamed");
    assert.throws(() =>
      catalogue.together(() => {
        catalogue.runs.put({ ...first, name: "rolled back" });
        assert.equal(catalogue.runs.get("run-1")?.name, "rolled back");
        throw new Error("rolled back");
      }), /rolled back/);
    assert.equal(catalogue.runs.get("run-1")?.name, "renamed");

    catalogue.runs.delete("run-1");
    assert.equal(catalogue.runs.get("run-1"), null);
    assert.equal(catalogue.models.get("model-1"), null);
  }));

Deno.test("Catalogue.batches.keep() writes a batch and what belongs to it, or neither", () =>
  withPath((path) => {
    using catalogue = new Catalogue(path);
    const row = {
      ...{ id: "batch-1", name: "b", status: "done" as const, datasetName: "d" },
      request: { name: "b", dataset: "ds-1", models: [], explain: "none" as const },
      createdAt: "2026-01-01T00:00:00.000Z",
      ...{ startedAt: null, finishedAt: null, error: null, result: null },
    };
    let isBroken = true;
    catalogue.batches.keep(row, () => {
      catalogue.documents.put("alert-setting", [{ id: "alert-1" }]);
      if (isBroken) throw new Error("killed");
    });
    const stored = () => {
      using other = new Catalogue(path);
      return [
        other.batches.list().length,
        other.documents.list("alert-setting", z.unknown()).length,
      ];
    };
    assert.deepEqual(stored(), [0, 0]);
    assert.equal(catalogue.batches.get("batch-1")?.status, "done", "it is known nevertheless");
    isBroken = false;
    catalogue.batches.keep(row);
    assert.deepEqual(stored(), [1, 1]);
  }));
