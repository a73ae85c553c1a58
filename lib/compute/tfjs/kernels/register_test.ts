import assert from "node:assert/strict";
import fc from "fast-check";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { createRandom } from "../../../base/random.ts";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomTensor as randomTensorOf } from "./testing.ts";

const { tf } = await startTensorFlow();

const RUNS = { numRuns: 40 };
const length = fc.integer({ min: 1, max: 40 });
const seed = fc.nat();

const randomTensor = (shape: number[], seed: number) => randomTensorOf(tf, shape, seed);

Deno.test("matMul() of transposed matrices equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[length, length, length, fc.boolean(), fc.boolean(), seed] as const,
      async (rows, inner, cols, transposeA, transposeB, seed) => {
        await assertLikeCpu(tf, () => {
          const a = randomTensor(transposeA ? [inner, rows] : [rows, inner], seed);
          const b = randomTensor(transposeB ? [cols, inner] : [inner, cols], seed + 1);
          return tf.matMul(a, b, transposeA, transposeB);
        });
      },
    ),
    RUNS,
  );
});

Deno.test("matMul() of transposed stacks of matrices equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean(), fc.boolean(), seed] as const,
      async (matrices, broadcast, transposeA, transposeB, seed) => {
        await assertLikeCpu(tf, () => {
          const a = randomTensor([matrices, ...transposeA ? [5, 7] : [7, 5]], seed);
          const b = randomTensor(
            [broadcast ? 1 : matrices, ...transposeB ? [3, 5] : [5, 3]],
            seed + 1,
          );
          return tf.matMul(a, b, transposeA, transposeB);
        });
      },
    ),
    RUNS,
  );
});

Deno.test("sum() over any dimension equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[fc.array(length, { minLength: 1, maxLength: 3 }), fc.nat(2), fc.boolean(), seed] as const,
      async (shape, dimension, keepDims, seed) => {
        const axis = dimension % shape.length;
        await assertLikeCpu(tf, () => tf.sum(randomTensor(shape, seed), axis, keepDims));
      },
    ),
    RUNS,
  );
});

Deno.test("sum() over axis 0 of integers and over several axes is left to the backend", async () => {
  await assertLikeCpu(tf, () => tf.sum(tf.tensor2d([[1, 2], [3, 4]], [2, 2], "int32"), 0));
  await assertLikeCpu(tf, () => tf.sum(randomTensor([3, 4, 5], 1), [0, 1]));
  await assertLikeCpu(tf, () => tf.sum(randomTensor([3, 4, 5], 1)));
});

Deno.test("slice() equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[fc.array(length, { minLength: 1, maxLength: 4 }), fc.boolean(), seed] as const,
      async (shape, wholeRows, seed) => {
        const random = createRandom(seed);
        const begin = shape.map((length, i) => i > 0 && wholeRows ? 0 : random.integer(length));
        const size = shape.map((length, i) =>
          i > 0 && wholeRows ? length : random.integer(length - begin[i] + 1)
        );
        await assertLikeCpu(tf, () => tf.slice(randomTensor(shape, seed), begin, size));
      },
    ),
    RUNS,
  );
});

Deno.test("slice() copies nothing but its rows out of the heap", () => {
  const backend = tf.backend() as BackendWasm;
  const readSync = backend.readSync;
  const x = randomTensor([100, 3], 1);
  let reads = 0;
  backend.readSync = (...parameters) => (reads++, readSync.apply(backend, parameters));
  tf.slice(x, [10, 0], [5, 3]).dispose();
  backend.readSync = readSync;
  x.dispose();
  assert.equal(reads, 0);
});
