/**
 * What the tests of this folder share.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "./tfjs/tensorflow.ts";

/** Fails unless both have the same length and differ by no more than the tolerance. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-5,
): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    const limit = tolerance * Math.max(1, Math.abs(expected[i]));
    const close = Math.abs(actual[i] - expected[i]) <= limit;
    assert.ok(close, `${actual[i]} in place of ${expected[i]} at ${i}`);
  }
}

/** Runs a function on TensorFlow.js's own plain JavaScript backend. */
export async function onCpu<T>(tf: TensorFlow, run: () => T): Promise<T> {
  const backend = tf.getBackend();
  // Without it the backend prints an advertisement.
  tf.enableProdMode();
  await tf.setBackend("cpu");
  try {
    return run();
  } finally {
    await tf.setBackend(backend);
  }
}

/** Fails unless the current backend and the `cpu` backend compute the same, without leaks. */
export async function assertLikeCpu(tf: TensorFlow, compute: () => Tensor): Promise<void> {
  const run = () => {
    const result = compute();
    return { shape: result.shape, dtype: result.dtype, values: result.dataSync() };
  };
  const tensors = tf.memory().numTensors;
  let actual!: ReturnType<typeof run>;
  tf.tidy(() => {
    actual = run();
  });
  assert.equal(tf.memory().numTensors, tensors);
  const expected = await onCpu(tf, () => {
    let result!: ReturnType<typeof run>;
    tf.tidy(() => {
      result = run();
    });
    return result;
  });
  assert.deepEqual(actual.shape, expected.shape);
  assert.equal(actual.dtype, expected.dtype);
  assertClose(actual.values, expected.values);
}
