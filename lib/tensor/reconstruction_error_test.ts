import assert from "node:assert/strict";
import { reconstructionErrors, squaredError } from "./reconstruction_error.ts";

Deno.test("squaredError() is the square of the difference and never overflows", () => {
  assert.equal(squaredError(1, 4), 9);
  assert.equal(squaredError(4, 1), 9);
  assert.equal(Math.fround(squaredError(3e38, 0)), 3.4028234663852886e38);
  assert.equal(Math.fround(squaredError(1, NaN)), 3.4028234663852886e38);
  assert.equal(Math.fround(squaredError(1, -Infinity)), 3.4028234663852886e38);
});

Deno.test("reconstructionErrors() is the mean over the columns of each row", () => {
  const originals = Float32Array.of(1, 2, 3, 4);
  const reconstructions = Float32Array.of(1, 4, 2, 1);
  assert.deepEqual(reconstructionErrors(originals, reconstructions, 2), Float32Array.of(2, 5));
});
