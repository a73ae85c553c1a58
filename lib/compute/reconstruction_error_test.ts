import assert from "node:assert/strict";
import { reconstructionError, reconstructionErrors } from "./reconstruction_error.ts";
import type { ErrorMeasure } from "./trainer.ts";

Deno.test("reconstructionError() is a square or a distance, and never overflows", () => {
  assert.equal(reconstructionError(1, 4, "squared"), 9);
  assert.equal(reconstructionError(4, 1, "squared"), 9);
  assert.equal(reconstructionError(1, 4, "absolute"), 3);
  assert.equal(reconstructionError(4, 1, "absolute"), 3);
  for (const measure of ["squared", "absolute"] as const) {
    for (const reconstruction of [NaN, -Infinity]) {
      const error = reconstructionError(1, reconstruction, measure);
      assert.equal(Math.fround(error), 3.4028234663852886e38);
    }
  }
  assert.equal(Math.fround(reconstructionError(3e38, 0, "squared")), 3.4028234663852886e38);
});

Deno.test("reconstructionErrors() is the mean over the columns of each row", () => {
  const originals = Float32Array.of(1, 2, 3, 4);
  const reconstructions = Float32Array.of(1, 4, 2, 1);
  const errors = (measure: ErrorMeasure) =>
    reconstructionErrors(originals, reconstructions, 2, measure);
  assert.deepEqual(errors("squared"), Float32Array.of(2, 5));
  assert.deepEqual(errors("absolute"), Float32Array.of(1, 2));
});
