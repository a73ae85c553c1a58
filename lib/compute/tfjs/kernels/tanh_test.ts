import assert from "node:assert/strict";
import fc from "fast-check";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";

const { tf } = await startTensorFlow();

/** The hyperbolic tangent of some numbers as the backend gives it. */
function tanh(numbers: Float32Array): Float32Array {
  const x = tf.tensor1d(numbers);
  const y = tf.tanh(x);
  const values = y.dataSync<"float32">();
  tf.dispose([x, y]);
  return values;
}

Deno.test("tanh() is exact to 1.2e-7 of its value, from the smallest numbers to the largest", () => {
  const even = Float32Array.from({ length: 20_001 }, (_, i) => -10 + i / 1000);
  const powers = Float32Array.from({ length: 4000 }, (_, i) => (-1) ** i * 10 ** (-37 + i / 54));
  for (const numbers of [even, powers]) {
    tanh(numbers).forEach((value, i) => {
      const expected = Math.tanh(numbers[i]);
      const error = Math.abs(value - expected);
      assert.ok(error <= 1.2e-7 * Math.abs(expected), `tanh(${numbers[i]}) = ${value}`);
    });
  }
});

Deno.test("tanh() is odd, rises, stays within 1 and lets NaN through", () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (a, b) => {
      const [low, high, mirrored] = tanh(Float32Array.of(Math.min(a, b), Math.max(a, b), -a));
      assert.ok(-1 <= low && low <= high + 1.2e-7 && high <= 1);
      assert.equal(mirrored, -tanh(Float32Array.of(a))[0]);
    }),
  );
  assert.deepEqual([...tanh(Float32Array.of(NaN, Infinity, -Infinity))], [NaN, 1, -1]);
});

Deno.test("tanh() keeps the shape and has a gradient", async () => {
  await assertLikeCpu(tf, () => tf.tanh(tf.tensor2d([[0.5, -2, 0], [1, 2, 3]])));
  await assertLikeCpu(tf, () => tf.grad((x) => tf.sum(tf.tanh(x)))(tf.tensor1d([0.5, -2, 0])));
});
