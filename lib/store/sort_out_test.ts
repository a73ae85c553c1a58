import assert from "node:assert/strict";
import { join } from "node:path";
import { DataFolder } from "./data_folder.ts";
import { describeSortedOut, type KnownContents, sortOut } from "./sort_out.ts";

const nothing = (): KnownContents => ({
  datasets: new Set(),
  runs: new Set(),
  batches: new Set(),
  detections: new Set(),
  sensors: new Set(),
  uploads: new Set(),
  deleted: new Set(),
});

async function withFolder(work: (root: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  try {
    {
      using folder = await DataFolder.open(root);
      await Deno.mkdir(folder.model("run-1", "model-1"), { recursive: true });
      await Deno.mkdir(folder.dataset("ds-1"));
      await Deno.writeTextFile(folder.parquet("ds-1"), "records");
      await Deno.writeTextFile(folder.upload("ds-2"), "acknowledged");
      await Deno.writeTextFile(folder.upload("ds-3", true), "half");
    }
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("sortOut() moves aside what no catalogue lists, and back what one lists again", () =>
  withFolder(async (root) => {
    const lost = await sortOut(root, nothing());
    assert.deepEqual(lost.aside.sort(), ["datasets/ds-1", "runs/run-1", "uploads/ds-2"]);
    assert.equal(
      await Deno.readTextFile(join(root, "unlisted/datasets/ds-1/data.parquet")),
      "records",
    );
    const uploads = await Array.fromAsync(Deno.readDir(join(root, "uploads")));
    assert.deepEqual(uploads, []);
    assert.match(describeSortedOut(root, lost).join(), /Nothing was deleted.*unlisted/);
    const known = {
      ...nothing(),
      datasets: new Set(["ds-1"]),
      runs: new Set(["run-1", "run-9"]),
      uploads: new Set(["ds-2"]),
    };
    const found = await sortOut(root, known);
    assert.deepEqual(found, {
      aside: [],
      back: ["datasets/ds-1", "runs/run-1", "uploads/ds-2"],
      missing: ["runs/run-9"],
    });
    assert.equal(await Deno.readTextFile(join(root, "datasets/ds-1/data.parquet")), "records");
  }));

Deno.test("sortOut() removes what a person deleted", () =>
  withFolder(async (root) => {
    const sorted = await sortOut(root, { ...nothing(), deleted: new Set(["ds-1"]) });
    assert.deepEqual(sorted.aside, ["runs/run-1", "uploads/ds-2"]);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(join(root, "datasets"))), []);
  }));

Deno.test("sortOut() removes an upload whose dataset is there, and keeps one whose dataset is not", () =>
  withFolder(async (root) => {
    await Deno.writeTextFile(join(root, "uploads/ds-1"), "a,b");
    const sorted = await sortOut(root, { ...nothing(), datasets: new Set(["ds-1", "ds-2"]) });
    assert.deepEqual(sorted.aside, ["runs/run-1", "uploads/ds-2"]);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(join(root, "uploads"))), []);
  }));

Deno.test("sortOut() keeps both of two things with one name", () =>
  withFolder(async (root) => {
    await sortOut(root, nothing());
    await Deno.mkdir(join(root, "datasets/ds-1"));
    await sortOut(root, nothing());
    const names = await Array.fromAsync(
      Deno.readDir(join(root, "unlisted/datasets")),
      ({ name }) => name,
    );
    assert.equal(names.length, 2);
  }));

Deno.test("DataFolder.open() deletes nothing of a folder that no Netsift has used", async () => {
  const root = await Deno.makeTempDir();
  try {
    for (const part of ["staging", "datasets"]) {
      await Deno.mkdir(join(root, part));
      await Deno.writeTextFile(join(root, part, "thesis.txt"), part);
    }
    using folder = await DataFolder.open(root);
    await folder.sweep(nothing());
    for (const part of ["staging", "datasets"]) {
      assert.equal(await Deno.readTextFile(join(root, "unlisted", part, "thesis.txt")), part);
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
