import assert from "node:assert/strict";
import fc from "fast-check";
import { hasEqualRatios, positionOnEdges, shareBelow } from "./histogram.ts";

const edges = [0, 1, 10, 100];

Deno.test("positionOnEdges() interpolates within bins of any width", () => {
  assert.equal(positionOnEdges(edges, 0.5), 0.5);
  assert.equal(positionOnEdges(edges, 1), 1);
  assert.equal(positionOnEdges(edges, 55), 2.5);
});

Deno.test("positionOnEdges() keeps values outside at the nearer end", () => {
  assert.equal(positionOnEdges(edges, -3), 0);
  assert.equal(positionOnEdges(edges, 1e9), 3);
});

Deno.test("positionOnEdges() never decreases", () => {
  const value = fc.double({ min: -10, max: 200, noNaN: true });
  fc.assert(fc.property(value, value, (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    assert.ok(positionOnEdges(edges, low) <= positionOnEdges(edges, high));
  }));
});

Deno.test("shareBelow() counts the bins that end before the value's own", () => {
  assert.equal(shareBelow(edges, [2, 4, 2], 5.5), 0.25);
  assert.equal(shareBelow(edges, [2, 4, 2], -1), 0);
  assert.equal(shareBelow(edges, [2, 4, 2], 1000), 0.75);
});

Deno.test("shareBelow() has no answer for nothing", () => {
  assert.equal(shareBelow(edges, [0, 0, 0], 5), null);
});

Deno.test("hasEqualRatios() tells logarithmic bins from others", () => {
  assert.equal(hasEqualRatios([0.001, 0.01, 0.1, 1]), true);
  assert.equal(hasEqualRatios([0.1, 0.2, 0.3, 0.4]), false);
  assert.equal(hasEqualRatios([0, 1, 2]), false);
  assert.equal(hasEqualRatios([1, 2]), false);
});
