import assert from "node:assert/strict";
import { join } from "node:path";
import type { FrameOptions } from "./frame_request.ts";
import { readFrame } from "./read_frame.ts";
import { ingest } from "../../datasets/ingest/ingest.ts";
import { upload, withFolder } from "../../datasets/testing.ts";
import { DatasetError } from "../../base/dataset_error.ts";

const TEXT = [
  "x,service,port,label",
  "1.5,web,80,normal",
  ",mail,25,normal",
  "1.5,web,80,dos",
  "1.5,web,80,normal",
  "2,,80,",
  ",mail,25,normal",
].join("\n");

async function frameOf(options: FrameOptions, text = TEXT) {
  let frame: Awaited<ReturnType<typeof readFrame>> | undefined;
  await withFolder(async (folder) => {
    await ingest(await upload(folder, text), folder);
    frame = await readFrame(join(folder, "data.parquet"), options);
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.deepEqual(left, ["data.parquet", "upload"]);
  });
  return frame!;
}

const COLUMNS: FrameOptions["columns"] = [
  { name: "x", type: "numeric" },
  { name: "service", type: "categorical" },
];

Deno.test("readFrame() reads the rows that are named", async () => {
  const { frame, labels, rowNumbers } = await frameOf({
    columns: COLUMNS,
    labelColumn: "label",
    rowNumbers: Uint32Array.of(1, 2, 4),
  });
  assert.equal(frame.rows, 3);
  assert.deepEqual(frame.columns[0], {
    type: "numeric",
    name: "x",
    values: Float32Array.of(NaN, 1.5, 2),
  });
  assert.deepEqual(labels!.codes, Int8Array.of(0, 1, -1));
  assert.deepEqual(rowNumbers, Uint32Array.of(1, 2, 4));
});

Deno.test("readFrame() reads columns and labels as typed arrays in file order", async () => {
  const { frame, labels, rowNumbers, duplicates } = await frameOf({
    columns: COLUMNS,
    labelColumn: "label",
  });
  assert.deepEqual(frame, {
    rows: 6,
    columns: [
      {
        type: "numeric",
        name: "x",
        values: Float32Array.of(1.5, NaN, 1.5, 1.5, 2, NaN),
      },
      {
        type: "categorical",
        name: "service",
        codes: Int8Array.of(0, 1, 0, 0, -1, 1),
        categories: ["web", "mail"],
      },
    ],
  });
  assert.deepEqual(labels, {
    codes: Int8Array.of(0, 0, 1, 0, -1, 0),
    names: ["normal", "dos"],
  });
  assert.deepEqual(rowNumbers, Uint32Array.of(0, 1, 2, 3, 4, 5));
  assert.equal(duplicates, 0);
});

Deno.test("readFrame() drops all but the first of equal rows", async () => {
  const labelled = await frameOf({ columns: COLUMNS, labelColumn: "label", dropDuplicates: true });
  assert.deepEqual(labelled.rowNumbers, Uint32Array.of(0, 1, 2, 4));
  assert.equal(labelled.duplicates, 2);
  assert.deepEqual(labelled.labels?.codes, Int8Array.of(0, 0, 1, -1));
  const unlabelled = await frameOf({ columns: COLUMNS, dropDuplicates: true });
  assert.deepEqual(unlabelled.rowNumbers, Uint32Array.of(0, 1, 4));
  assert.equal(unlabelled.labels, null);
});

Deno.test("readFrame() reads numbers as categories and words as numbers", async () => {
  const { frame } = await frameOf({
    columns: [{ name: "port", type: "categorical" }, { name: "service", type: "numeric" }],
  });
  assert.deepEqual(frame.columns, [
    {
      type: "categorical",
      name: "port",
      codes: Int8Array.of(0, 1, 0, 0, 0, 1),
      categories: ["80", "25"],
    },
    { type: "numeric", name: "service", values: new Float32Array(6).fill(NaN) },
  ]);
});

Deno.test("readFrame() tells sequences apart by any column, a feature or not", async () => {
  const options = { columns: COLUMNS, dropDuplicates: true };
  const byPort = await frameOf({ ...options, sequenceColumn: "port" });
  assert.deepEqual(byPort.sequences, Int8Array.of(0, 1, 0));
  assert.equal(byPort.frame.columns.length, 2);
  const byService = await frameOf({ ...options, sequenceColumn: "service" });
  assert.deepEqual(byService.sequences, Int8Array.of(0, 1, -1));
  assert.equal((await frameOf(options)).sequences, null);
});

Deno.test("readFrame() orders equally frequent categories by name", async () => {
  const { frame } = await frameOf(
    { columns: [{ name: "c", type: "categorical" }] },
    'n,c\n1,b\n2,"a""\'"\n3,\n4,ä\n',
  );
  assert.deepEqual(frame.columns, [
    {
      type: "categorical",
      name: "c",
      codes: Int8Array.of(1, 0, -1, 2),
      categories: [`a"'`, "b", "ä"],
    },
  ]);
});

Deno.test("readFrame() reads a column without any value", async () => {
  const { frame } = await frameOf(
    { columns: [{ name: "c", type: "categorical" }, { name: "c", type: "numeric" }] },
    "n,c\n1,\n2,\n",
  );
  assert.deepEqual(frame.columns, [
    { type: "categorical", name: "c", codes: Int8Array.of(-1, -1), categories: [] },
    { type: "numeric", name: "c", values: Float32Array.of(NaN, NaN) },
  ]);
});

Deno.test("readFrame() keeps the order over many chunks", async () => {
  const rows = Array.from({ length: 150_000 }, (_, i) => `${i},${i % 3},k${i % 1_000}`);
  const { frame } = await frameOf(
    { columns: [{ name: "n", type: "numeric" }, { name: "k", type: "categorical" }] },
    `n,m,k\n${rows.join("\n")}\n`,
  );
  const [n, k] = frame.columns;
  assert.ok(n.type === "numeric" && k.type === "categorical");
  assert.ok(n.values.every((value, i) => value === i));
  assert.ok(k.codes.every((code, i) => k.categories[code] === `k${i % 1_000}`));
});

Deno.test("readFrame() refuses columns that the dataset lacks", async () => {
  for (
    const options of [
      { columns: [{ name: "missing", type: "numeric" as const }] },
      { columns: COLUMNS, labelColumn: "class" },
    ]
  ) {
    await assert.rejects(
      frameOf(options),
      (error) => error instanceof DatasetError && /no column "(missing|class)"/.test(error.message),
    );
  }
});

Deno.test("readFrame() reads the rows of a selection, and counts what it drops of them alone", async () => {
  const read = (selection: FrameOptions["selection"]) =>
    frameOf({ columns: COLUMNS, required: ["x"], selection });
  const { rowNumbers, dropped } = await read({ condition: "port > 25" });
  assert.deepEqual([rowNumbers, dropped], [Uint32Array.of(0, 2, 3, 4), 0]);
  const sampled = await read({ sample: { rows: 3, order: "-file_row_number" } });
  assert.deepEqual([sampled.rowNumbers, sampled.dropped], [Uint32Array.of(3, 4), 1]);
});
