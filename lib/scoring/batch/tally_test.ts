import assert from "node:assert/strict";
import { Tally } from "./tally.ts";

Deno.test("Tally counts rows by how many models flag them, and by label", () => {
  const tally = new Tally(2, { names: ["normal", "smurf", "unused"], attack: [false, true, true] });
  tally.add(Uint8Array.of(0, 0, 1, 2), Int32Array.of(0, 0, 0, 1));
  tally.add(Uint8Array.of(3, 3, 2, 1), Int32Array.of(1, 1, 1, -1));
  assert.deepEqual(tally.counts(), { total: 8, any: 6, all: 2, exactlyOne: 4 });
  assert.deepEqual(tally.models(), [{ flagged: 4, alone: 2 }, { flagged: 4, alone: 2 }]);
  assert.deepEqual(tally.labels(), [
    { label: "smurf", attack: true, rows: 4, flagged: [2, 4], any: 4, all: 2 },
    { label: "normal", attack: false, rows: 3, flagged: [1, 0], any: 1, all: 0 },
  ]);
});

Deno.test("Tally of one model has the same rows for all, any and one", () => {
  const tally = new Tally(1, null);
  tally.add(Uint8Array.of(0, 1, 1), null);
  assert.deepEqual(tally.counts(), { total: 3, any: 2, all: 2, exactlyOne: 2 });
  assert.deepEqual(tally.labels(), []);
});
