import assert from "node:assert/strict";
import { attackCategories } from "./attack_categories.ts";

Deno.test("attackCategories() knows the 39 attacks of KDD Cup 1999", () => {
  const categories = attackCategories("kdd99");
  assert.equal(Object.keys(categories).length, 39);
  assert.deepEqual(["smurf", "saint", "snmpguess", "xterm"].map((label) => categories[label]), [
    "DoS",
    "Probe",
    "R2L",
    "U2R",
  ]);
  assert.equal(categories.normal, undefined);
});

Deno.test("attackCategories() claims nothing of other formats", () => {
  assert.deepEqual([attackCategories("csv"), attackCategories(null)], [{}, {}]);
});
