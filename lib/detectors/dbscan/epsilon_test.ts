import assert from "node:assert/strict";
import { kneeOf } from "./epsilon.ts";

Deno.test("kneeOf() finds where distances begin to grow", () => {
  assert.equal(kneeOf(Float32Array.of(9, 1, 1.5, 2, 2.5, 20)), 2.5);
});

Deno.test("kneeOf() leaves out copies, and takes the only distance there is", () => {
  assert.equal(kneeOf(Float32Array.of(0, 0, 0, 0, 3, 3)), 3);
  assert.equal(kneeOf(Float32Array.of(0, 0, 4)), 4);
  assert.equal(kneeOf(Float32Array.of(0, 0)), 0);
});
