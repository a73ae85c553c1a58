import assert from "node:assert/strict";
import { clipGradients } from "./clip_gradients.ts";
import { assertClose } from "./testing.ts";

Deno.test("clipGradients() shortens all arrays together and keeps their direction", () => {
  const gradients = [Float32Array.of(3, 0), Float32Array.of(-4)];
  clipGradients(gradients, 0.5);
  assertClose(gradients[0], [0.3, 0]);
  assertClose(gradients[1], [-0.4]);
});

Deno.test("clipGradients() leaves short gradients as they are, and zeros", () => {
  const gradients = [Float32Array.of(0.3), Float32Array.of(-0.4, 0)];
  clipGradients(gradients, 0.51);
  assert.deepEqual(gradients, [Float32Array.of(0.3), Float32Array.of(-0.4, 0)]);
  const zeros = [new Float32Array(3)];
  clipGradients(zeros, 0.1);
  assert.deepEqual(zeros, [new Float32Array(3)]);
});

Deno.test("clipGradients() does not hide a gradient that is not a number", () => {
  const gradients = [Float32Array.of(NaN, 1)];
  clipGradients(gradients, 0.1);
  assert.ok(Number.isNaN(gradients[0][0]));
});
