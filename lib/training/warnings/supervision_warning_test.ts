import assert from "node:assert/strict";
import { type AttackRows, supervisionWarning } from "./supervision_warning.ts";

const rowsOf = (
  names: string[],
  codes: number[],
  rows = codes.map((_, row) => row),
): AttackRows => ({
  labels: { names, codes: Int32Array.from(codes) },
  attack: names.map((name) => name !== "normal"),
  rows: Uint32Array.from(rows),
});

const TRAIN = rowsOf(["normal", "smurf", "worm"], [0, 1, 0, 1, 2], [0, 1, 2, 3]);

Deno.test("supervisionWarning() names attacks of the test that training lacked", () => {
  const test = rowsOf(["worm", "normal", "smurf", "guess"], [0, 1, 2, 3, 0, 1]);
  assert.match(
    supervisionWarning("The classifier", TRAIN, test),
    /^The classifier learnt from labelled attacks: .* 3 of the 4 attacks in the test are of the kinds "worm", "guess", which training lacked\.$/,
  );
});

Deno.test("supervisionWarning() says so when training had all kinds of attack", () => {
  const test = rowsOf(["smurf", "normal"], [0, 1]);
  assert.match(supervisionWarning("It", TRAIN, test), /All kinds of attack in the test were in/);
});

Deno.test("supervisionWarning() claims nothing of a test without attacks or labels", () => {
  for (const test of [rowsOf(["normal"], [0]), { ...TRAIN, labels: null }]) {
    assert.match(supervisionWarning("It", TRAIN, test), /says nothing about new ones\.$/);
  }
});
