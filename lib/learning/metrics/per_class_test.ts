import assert from "node:assert/strict";
import { perClass } from "./per_class.ts";

Deno.test("perClass() counts rows and flagged rows of each label, most frequent first", () => {
  const counts = perClass(Float32Array.of(0.9, 0.1, 0.6, 0.5, 0.2, 0.8), 0.5, {
    codes: Int32Array.of(1, 0, 0, 0, 1, -1),
    names: ["normal", "smurf", "unseen"],
    attack: [false, true, true],
  });
  assert.deepEqual(counts, [
    { label: "normal", attack: false, rows: 3, flagged: 1 },
    { label: "smurf", attack: true, rows: 2, flagged: 1 },
  ]);
});

Deno.test("perClass() refuses codes and flags of another length", () => {
  const labels = { codes: Int32Array.of(0), names: ["normal"], attack: [false] };
  assert.throws(() => perClass(Float32Array.of(1, 2), 0, labels), /2 scores, but 1 labels/);
  assert.throws(
    () => perClass(Float32Array.of(1), 0, { ...labels, attack: [] }),
    /1 label names, but 0 attack flags/,
  );
});
