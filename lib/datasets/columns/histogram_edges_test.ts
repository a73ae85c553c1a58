import assert from "node:assert/strict";
import { chooseEdges } from "./histogram_edges.ts";

Deno.test("chooseEdges() gives whole numbers of a small range a bar each", () => {
  const { edges, width } = chooseEdges({ min: 0, max: 2 }, { low: 0, high: 2, whole: true });
  assert.deepEqual(edges, [-0.5, 0.5, 1.5, 2.5]);
  assert.equal(width, 1);
});

Deno.test("chooseEdges() lets far values not press the others into one bar", () => {
  const { edges } = chooseEdges({ min: -5, max: 1e9 }, { low: 0, high: 100, whole: false });
  assert.equal(edges.length, 21);
  assert.deepEqual([edges[0], edges[1], edges[19], edges[20]], [-5, 5, 95, 1e9]);
});

Deno.test("chooseEdges() spans everything where nearly all values are equal", () => {
  const { edges } = chooseEdges({ min: 0, max: 10 }, { low: 0, high: 0, whole: false });
  assert.deepEqual([edges[0], edges[20]], [0, 10]);
});

Deno.test("chooseEdges() has one bar for a constant", () => {
  assert.deepEqual(chooseEdges({ min: 3, max: 3 }, { low: 3, high: 3, whole: true }).edges, [3, 3]);
});
