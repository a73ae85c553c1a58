import assert from "node:assert/strict";
import { averagePathLength } from "./average_path_length.ts";

Deno.test("averagePathLength() has the values worked out by hand", () => {
  const near = (points: number, length: number) =>
    assert.ok(Math.abs(averagePathLength(points) - length) < 1e-12);
  near(0, 0);
  near(1, 0);
  near(2, 1);
  near(3, 5 / 3);
  near(4, 13 / 6);
});

Deno.test("averagePathLength() comes near the paper's approximation for many points", () => {
  const approximation = 2 * (Math.log(255) + 0.5772156649) - 2 * 255 / 256;
  assert.ok(Math.abs(averagePathLength(256) - approximation) < 0.005);
});

Deno.test("averagePathLength() satisfies the recurrence of random binary search trees", () => {
  // The first split leaves 1 to n - 1 points on the left, each count equally likely.
  for (const points of [3, 7, 20]) {
    let sum = 0;
    for (let left = 1; left < points; left++) {
      sum += (left * averagePathLength(left) +
        (points - left) * averagePathLength(points - left)) / points;
    }
    assert.ok(Math.abs(averagePathLength(points) - (1 + sum / (points - 1))) < 1e-12);
  }
});
