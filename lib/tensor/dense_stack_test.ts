import assert from "node:assert/strict";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { createRandom } from "../random.ts";
import {
  type DenseShape,
  denseShapes,
  DenseStack,
  type DenseWeights,
  initialWeights,
} from "./dense_stack.ts";
import { startTensorFlow } from "./start.ts";
import { assertClose, onCpu } from "./testing.ts";

const { tf } = await startTensorFlow();

function randomRows(count: number, cols: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: count * cols }, () => random.normal());
}

/** The weights as tensors. */
function tensors(shapes: DenseShape[], weights: DenseWeights): Tensor[] {
  return weights.map((array, i) => {
    const { inputs, units } = shapes[i >> 1];
    return i % 2 === 0 ? tf.tensor2d(array, [inputs, units]) : tf.tensor1d(array);
  });
}

/** The textbook formula of a stack. */
function reconstruct(shapes: DenseShape[], weights: Tensor[], rows: Tensor2D): Tensor2D {
  return shapes.reduce((values, { activation }, i) => {
    const sums = tf.add<Tensor2D>(tf.matMul(values, weights[2 * i]), weights[2 * i + 1]);
    return activation === "relu" ? tf.relu(sums) : sums;
  }, rows);
}

Deno.test("denseShapes() ends with a linear layer after ReLU layers", () => {
  assert.deepEqual(denseShapes([5, 3, 5]), [
    { inputs: 5, units: 3, activation: "relu" },
    { inputs: 3, units: 5, activation: "linear" },
  ]);
});

Deno.test("initialWeights() repeats with its seed, within Glorot's limit, with zero biases", () => {
  const shapes = denseShapes([40, 10, 40]);
  const weights = initialWeights(shapes, createRandom(3));
  assert.deepEqual(weights, initialWeights(shapes, createRandom(3)));
  assert.notDeepEqual(weights, initialWeights(shapes, createRandom(4)));
  const limit = Math.sqrt(6 / 50);
  const largest = Math.max(...weights[0].map(Math.abs));
  assert.ok(largest <= limit && largest > 0.95 * limit);
  assert.ok(Math.min(...weights[0]) < -0.95 * limit);
  assert.deepEqual(weights[1], new Float32Array(10));
});

for (const widths of [[7, 4, 7], [23, 16, 5, 16, 23], [118, 64, 32, 64, 118]]) {
  Deno.test(`gradients() of ${widths.join("-")} equal those of tf.grads() on the cpu backend`, async () => {
    const shapes = denseShapes(widths);
    const weights = initialWeights(shapes, createRandom(1));
    for (let i = 1; i < weights.length; i += 2) weights[i].set(randomRows(1, weights[i].length, i));
    const count = 37;
    const rows = randomRows(count, widths[0], 2);

    const stack = new DenseStack(tf, shapes, weights);
    const actual = stack.gradients(rows, count);
    stack.dispose();

    const expected = await onCpu(tf, () => {
      const batch = tf.tensor2d(rows, [count, widths[0]]);
      const { value, grads } = tf.valueAndGrads((...weights: Tensor[]) =>
        tf.mean(tf.square(tf.sub(reconstruct(shapes, weights, batch), batch)))
      )(tensors(shapes, weights));
      return { loss: value.dataSync()[0], gradients: grads.map((tensor) => tensor.dataSync()) };
    });
    assertClose([actual.loss], [expected.loss]);
    assert.equal(actual.gradients.length, expected.gradients.length);
    actual.gradients.forEach((gradient, i) => {
      assertClose(gradient, expected.gradients[i], 2e-6);
      assert.ok(gradient.some((slope) => Math.abs(slope) > 1e-5));
    });
  });
}

Deno.test("reconstruct() equals the cpu backend's, for one row and for many", async () => {
  const shapes = denseShapes([23, 16, 5, 16, 23]);
  const weights = initialWeights(shapes, createRandom(1));
  const stack = new DenseStack(tf, shapes, weights);
  for (const count of [1, 500]) {
    const rows = randomRows(count, 23, 2);
    const expected = await onCpu(
      tf,
      () =>
        reconstruct(shapes, tensors(shapes, weights), tf.tensor2d(rows, [count, 23])).dataSync(),
    );
    assertClose(stack.reconstruct(rows, count), expected);
  }
  stack.dispose();
});

Deno.test("DenseStack takes rows in shared memory", () => {
  const shapes = denseShapes([3, 2, 3]);
  const stack = new DenseStack(tf, shapes, initialWeights(shapes, createRandom(1)));
  const rows = randomRows(4, 3, 1);
  const shared = new Float32Array(new SharedArrayBuffer(rows.byteLength));
  shared.set(rows);
  assert.deepEqual(stack.reconstruct(shared, 4), stack.reconstruct(rows, 4));
  stack.dispose();
});

Deno.test("DenseStack leaves no tensors behind", () => {
  const before = tf.memory().numTensors;
  const shapes = denseShapes([9, 4, 9]);
  const stack = new DenseStack(tf, shapes, initialWeights(shapes, createRandom(1)));
  const held = tf.memory().numTensors;
  stack.gradients(randomRows(8, 9, 1), 8);
  stack.reconstruct(randomRows(8, 9, 1), 8);
  assert.equal(tf.memory().numTensors, held);
  stack.dispose();
  assert.equal(tf.memory().numTensors, before);
});
