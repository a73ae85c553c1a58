import fc from "fast-check";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomIntegers, randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

Deno.test("tile() equals the cpu backend's", async () => {
  const dimension = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(dimension, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      async (dimensions, seed) => {
        const shape = dimensions.map(([length]) => length);
        const repetitions = dimensions.map(([, repetitions]) => repetitions);
        await assertLikeCpu(tf, () => tf.tile(randomTensor(tf, shape, seed), repetitions));
        await assertLikeCpu(tf, () => tf.tile(randomIntegers(tf, shape, 9, seed), repetitions));
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("tile() repeats nothing no times", async () => {
  await assertLikeCpu(tf, () => tf.tile(tf.tensor2d([[1, 2]]), [0, 3]));
  await assertLikeCpu(tf, () => tf.tile(tf.tensor2d([], [0, 2]), [2, 3]));
});
