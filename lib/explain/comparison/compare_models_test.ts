import assert from "node:assert/strict";
import { filled } from "../../base/typed_arrays.ts";
import { compareModels } from "./compare_models.ts";

const ROWS = 300;

/** Flags by row; rows of the last of three hosts are the first 30. */
const model = (id: string, flag: (row: number) => boolean) => ({
  id,
  read: () => {
    const flags = filled(new Uint8Array(ROWS), (row) => flag(row) ? 1 : 0);
    return Promise.resolve({
      flags,
      scores: Float32Array.from(flags),
      heldOut: new Float32Array(50),
      result: { threshold: { rule: "fixed", value: 0.5 } } as never,
    });
  },
});

const hosts = {
  column: "src",
  names: ["a", "b", "c"],
  codes: filled(new Int32Array(ROWS), (row) => row < 30 ? 2 : row % 2),
};

Deno.test("compareModels() counts rows by who flags them, and hosts by who finds them unusual", async () => {
  const compared = await compareModels([
    model("one", (row) => row < 25 || row === 100),
    model("two", (row) => row < 20 || row === 200 || row === 201),
    model("three", () => false),
  ], hosts);
  assert.deepEqual(compared.combinations, [
    { models: ["one", "two"], rows: 20 },
    { models: ["one"], rows: 6 },
    { models: ["two"], rows: 2 },
  ]);
  assert.deepEqual(compared.alone, [6, 2, 0]);
  assert.deepEqual(compared.hosts, {
    column: "src",
    total: 3,
    unusual: 1,
    top: [{
      host: "c",
      records: 30,
      models: [
        { flagged: 25, unusual: true },
        { flagged: 20, unusual: true },
        { flagged: 0, unusual: false },
      ],
    }],
  });
  assert.deepEqual(compared.fits.map(({ model }) => model), ["one", "two", "three"]);
});

Deno.test("compareModels() does without hosts", async () => {
  const { hosts: found, testRows } = await compareModels([model("one", () => true)], null);
  assert.deepEqual([found, testRows], [null, ROWS]);
});
