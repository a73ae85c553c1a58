import fc from "fast-check";
import type { Tensor } from "@tensorflow/tfjs";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomIntegers, randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

/** Parts one after the other, so that they can be compared. */
const joined = (parts: Tensor[]) => tf.concat1d(parts.map((part) => part.flatten()));

Deno.test("split() equals the cpu backend's, with its gradient", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.nat(3),
      fc.boolean(),
      fc.nat(),
      async (outer, lengths, place, fromEnd, seed) => {
        const axis = place % (outer.length + 1);
        const shape = outer.toSpliced(axis, 0, lengths.reduce((sum, length) => sum + length));
        const cut = (x: Tensor) => tf.split(x, lengths, fromEnd ? axis - shape.length : axis);
        await assertLikeCpu(tf, () => joined(cut(randomTensor(tf, shape, seed))));
        await assertLikeCpu(tf, () => cut(randomTensor(tf, shape, seed)).at(-1)!);
        await assertLikeCpu(
          tf,
          () => tf.grad((x) => tf.sum(tf.square(cut(x)[0])))(randomTensor(tf, shape, seed)),
        );
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("split() cuts in equal parts, and integers", async () => {
  await assertLikeCpu(tf, () => joined(tf.split(randomIntegers(tf, [4, 6], 100, 1), 3, 1)));
});
