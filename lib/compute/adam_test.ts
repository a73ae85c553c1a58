import assert from "node:assert/strict";
import { createRandom } from "../base/random.ts";
import { createAdam } from "./adam.ts";
import { startTensorFlow } from "./tfjs/start.ts";
import { assertClose, onCpu } from "./testing.ts";

const { tf } = await startTensorFlow();

Deno.test("createAdam() takes the same steps as TensorFlow.js's optimiser", async () => {
  const random = createRandom(1);
  const start = [5, 3].map((size) => Float32Array.from({ length: size }, () => random.normal()));
  const gradients = Array.from(
    { length: 20 },
    () => start.map((array) => array.map(() => random.normal() * 10 ** random.integer(4))),
  );

  const ours = start.map((array) => array.slice());
  const adam = createAdam([5, 3], { learningRate: 0.01 });
  for (const gradient of gradients) adam.step(ours, gradient);

  const theirs = await onCpu(tf, () => {
    const variables = start.map((array, i) => tf.variable(tf.tensor1d(array), true, `v${i}`));
    const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
    for (const gradient of gradients) {
      optimizer.applyGradients(
        gradient.map((array, i) => ({ name: `v${i}`, tensor: tf.tensor1d(array) })),
      );
    }
    const values = variables.map((variable) => variable.dataSync());
    optimizer.dispose();
    variables.forEach((variable) => variable.dispose());
    return values;
  });
  ours.forEach((array, i) => assertClose(array, theirs[i], 1e-5));
});

Deno.test("createAdam() moves first by the learning rate, whatever the size of the gradient", () => {
  const parameters = [Float32Array.of(1, 1, 1)];
  createAdam([3], { learningRate: 0.25 }).step(parameters, [Float32Array.of(1e-3, -1e6, 0)]);
  assertClose(parameters[0], [0.75, 1.25, 1]);
});

Deno.test("createAdam() finds the lowest point of a bowl", () => {
  const parameters = [Float32Array.of(4, -3)];
  const adam = createAdam([2], { learningRate: 0.05 });
  for (let i = 0; i < 2000; i++) {
    adam.step(parameters, [Float32Array.of(2 * (parameters[0][0] - 1), 20 * parameters[0][1])]);
  }
  assert.ok(Math.abs(parameters[0][0] - 1) < 1e-3);
  assert.ok(Math.abs(parameters[0][1]) < 1e-3);
});
