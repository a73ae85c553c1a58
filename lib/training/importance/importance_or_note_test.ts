import assert from "node:assert/strict";
import { importanceOrNote } from "./importance_or_note.ts";

Deno.test("importanceOrNote() says why importance could not be measured", async () => {
  const notes: string[] = [];
  const fail = () => Promise.reject(new RangeError("The matrix is singular."));
  const importance = await importanceOrNote(fail, (note) => notes.push(note));
  const note = "The importance of features could not be measured: The matrix is singular.";
  assert.deepEqual(importance, { permutation: null, explanation: null, notes: [note] });
  assert.deepEqual(notes, [note]);
});

Deno.test("importanceOrNote() passes on what was measured", async () => {
  const measured = { permutation: null, explanation: null, notes: ["Sampled."] };
  assert.equal(await importanceOrNote(() => Promise.resolve(measured), assert.fail), measured);
});
