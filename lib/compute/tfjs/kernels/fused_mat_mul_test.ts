import fc from "fast-check";
import type { Tensor1D, Tensor3D } from "@tensorflow/tfjs";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"] as const;
const length = fc.integer({ min: 1, max: 20 });

Deno.test("fused.matMul() of stacks of matrices equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        stack: fc.integer({ min: 1, max: 4 }),
        one: fc.boolean(),
        rows: length,
        inner: fc.integer({ min: 1, max: 100 }),
        cols: length,
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        hasBias: fc.boolean(),
        activation: fc.constantFrom(...ACTIVATIONS),
        seed: fc.nat(),
      }),
      async ({ stack, one, rows, inner, cols, hasBias, seed, ...options }) => {
        const { transposeA, transposeB, activation } = options;
        await assertLikeCpu(tf, () => {
          const shapeA = transposeA ? [inner, rows] : [rows, inner];
          const shapeB = transposeB ? [cols, inner] : [inner, cols];
          return tf.fused.matMul({
            ...options,
            a: randomTensor(tf, [stack, ...shapeA], seed) as Tensor3D,
            b: randomTensor(tf, [one ? 1 : stack, ...shapeB], seed + 1) as Tensor3D,
            bias: hasBias ? randomTensor(tf, [cols], seed + 2) as Tensor1D : undefined,
            preluActivationWeights: activation === "prelu"
              ? randomTensor(tf, [cols], seed + 3)
              : undefined,
          });
        });
      },
    ),
    { numRuns: 60 },
  );
});
