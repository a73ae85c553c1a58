import assert from "node:assert/strict";
import { referenceOf } from "./training_reference.ts";

const rows = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);
const numeric = (values: number[]) =>
  referenceOf(
    { type: "numeric", name: "x", values: Float32Array.from(values) },
    rows(values.length),
  );

Deno.test("referenceOf() cuts numbers into tenths", () => {
  const reference = numeric(Array.from({ length: 100 }, (_, i) => i + 1));
  assert.deepEqual(reference, {
    type: "numeric",
    name: "x",
    edges: [10, 20, 30, 40, 50, 60, 70, 80, 90],
    counts: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0],
    median: 50,
  });
});

Deno.test("referenceOf() makes fewer bins of few values, and one of what is missing", () => {
  const zeros = numeric([...new Array(95).fill(0), 1, 2, 3, NaN, NaN]);
  assert.deepEqual([(zeros as { edges: number[] }).edges, zeros.counts], [[0], [95, 3, 2]]);
  // A feature that was always the same has a bin for what it was and one for all above.
  const constant = numeric([7, 7]);
  assert.deepEqual([(constant as { edges: number[] }).edges, constant.counts], [[7], [2, 0, 0]]);
  assert.deepEqual(numeric([NaN]).counts, [0, 1]);
});

Deno.test("referenceOf() gives frequent categories their bins and remembers the others", () => {
  const categories = Array.from({ length: 22 }, (_, i) => `c${i}`);
  const reference = referenceOf(
    { type: "categorical", name: "x", categories, codes: Int32Array.of(0, 0, 1, 20, 21, -1) },
    rows(5),
  );
  assert.equal(reference.type, "categorical");
  assert.deepEqual(reference.counts.slice(0, 2), [2, 1]);
  assert.deepEqual(reference.counts.slice(20), [2, 0]);
  assert.deepEqual((reference as { others: string[] }).others, ["c20", "c21"]);
});
