import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "../ingest/ingest.ts";
import { readRecords } from "../records.ts";
import { upload, withFolder } from "../testing.ts";
import { countDroppedIn } from "./count_labels.ts";
import { EMPTY_LABEL, fillEmptyLabels } from "./empty_labels.ts";

async function withDataset(test: (parquet: string, folder: string) => Promise<void>) {
  await withFolder(async (folder) => {
    const lines = ["1,a", "2,", ",b", "4,b", "5,"];
    await ingest(await upload(folder, `n,label\n${lines.join("\n")}\n`), folder);
    await test(join(folder, "data.parquet"), folder);
  });
}

Deno.test("fillEmptyLabels() names what has no label and keeps all else", () =>
  withDataset(async (parquet, folder) => {
    await fillEmptyLabels(parquet, "label", 2 ** 27);
    const { rows } = await readRecords(parquet, { limit: 10 });
    assert.deepEqual(rows, [[1, "a"], [2, EMPTY_LABEL], [null, "b"], [4, "b"], [5, EMPTY_LABEL]]);
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();
    assert.deepEqual(left, ["data.parquet", "upload"]);
  }));

Deno.test("fillEmptyLabels() without memory fails and leaves the file as it was", () =>
  withDataset(async (parquet, folder) => {
    const before = await Deno.readFile(parquet);
    await assert.rejects(fillEmptyLabels(parquet, "label", 1), /Out of Memory/);
    assert.deepEqual(await Deno.readFile(parquet), before);
    assert.equal([...Deno.readDirSync(folder)].length, 2);
  }));

Deno.test("countDroppedIn() counts the rows of each label within the memory that is given", () =>
  withDataset(async (parquet) => {
    const label = { name: "label", type: "categorical" } as const;
    const dropped = await countDroppedIn(parquet, label, ["n"], 2 ** 27);
    assert.deepEqual([...dropped], [["b", 1]]);
    await assert.rejects(countDroppedIn(parquet, label, ["n"], 1), /Out of Memory/);
  }));
