import fc from "fast-check";
import type { Tensor } from "@tensorflow/tfjs";
import { createRandom } from "../../../base/random.ts";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

const shapes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });

Deno.test("unsortedSegmentSum() equals the cpu backend's, unknown segments left out", async () => {
  await fc.assert(
    fc.asyncProperty(
      shapes,
      fc.integer({ min: 1, max: 6 }),
      fc.nat(),
      async (shape, count, seed) => {
        const random = createRandom(seed);
        const segments = Int32Array.from({ length: shape[0] }, () => random.integer(count + 2) - 1);
        await assertLikeCpu(tf, () => {
          const ids = tf.tensor1d(segments, "int32");
          return tf.unsortedSegmentSum(randomTensor(tf, shape, seed), ids, count);
        });
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("gather() has a gradient, as embeddings need", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(2), fc.nat(), async (shape, place, seed) => {
      const axis = place % shape.length;
      const random = createRandom(seed);
      const indices = Int32Array.from({ length: 9 }, () => random.integer(shape[axis]));
      await assertLikeCpu(tf, () => {
        const taken = (x: Tensor) => tf.gather(x, tf.tensor1d(indices, "int32"), axis);
        return tf.grad((x) => tf.sum(tf.square(taken(x))))(randomTensor(tf, shape, seed));
      });
    }),
    { numRuns: 40 },
  );
});
