import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tensor } from "@tensorflow/tfjs";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu, onCpu } from "../../testing.ts";
import { randomIntegers, randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

Deno.test("unstack() equals the cpu backend's, with its gradient", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      fc.nat(11),
      fc.nat(),
      async (shape, place, part, seed) => {
        const axis = place % shape.length;
        const take = (x: Tensor) => tf.unstack(x, axis)[part % shape[axis]];
        await assertLikeCpu(tf, () => take(randomTensor(tf, shape, seed)));
        await assertLikeCpu(tf, () => take(randomIntegers(tf, shape, 100, seed)));
        await assertLikeCpu(
          tf,
          () => tf.grad((x) => tf.sum(tf.square(take(x))))(randomTensor(tf, shape, seed)),
        );
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("unstack() has a gradient where there is one part, on every backend", async () => {
  const gradient = () => {
    const x = tf.tensor2d([[3, 4, 5]]);
    const slopes = tf.grad((x: Tensor) => tf.sum(tf.square(tf.unstack(x, 0)[0])))(x);
    return { shape: slopes.shape, values: [...slopes.dataSync()] };
  };
  assert.deepEqual(gradient(), { shape: [1, 3], values: [6, 8, 10] });
  assert.deepEqual(await onCpu(tf, gradient), { shape: [1, 3], values: [6, 8, 10] });
});

Deno.test("an LSTM layer can be trained on sequences of one step", async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.lstm({
        units: 2,
        inputShape: [1, 3],
        kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }),
        recurrentInitializer: tf.initializers.orthogonal({ seed: 2 }),
      }),
    ],
  });
  const optimizer = tf.train.adam(0.05);
  model.compile({ optimizer, loss: "meanSquaredError" });
  const x = tf.tensor3d([[[1, 2, 3]], [[-3, 2, 1]]]);
  const y = tf.tensor2d([[0.5, -0.5], [-0.5, 0.5]]);
  const { history } = await model.fit(x, y, { epochs: 30, verbose: 0 });
  const losses = history.loss as number[];
  assert.ok(losses.at(-1)! < 0.5 * losses[0]);
  model.dispose();
  optimizer.dispose();
  tf.dispose([x, y]);
});
