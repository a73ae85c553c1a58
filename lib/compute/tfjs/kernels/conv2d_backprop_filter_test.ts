import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { startTensorFlow } from "../start.ts";
import { assertLikeCpu } from "../../testing.ts";
import { randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

const small = fc.integer({ min: 1, max: 3 });
const size = fc.integer({ min: 4, max: 9 });

// TensorFlow.js itself takes the height's length and stride for the width where `pad` is a number.
const geometries = fc.oneof(
  fc.record({
    filter: fc.tuple(small, small),
    strides: fc.tuple(small, small),
    pad: fc.constantFrom("valid", "same"),
  }),
  fc.record({
    filter: small.map((length) => [length, length] as const),
    strides: small.map((length) => [length, length] as const),
    pad: fc.constantFrom(0, 1, 2),
  }),
);

Deno.test("Conv2DBackpropFilter equals the cpu backend's", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(small, size, size, small),
      geometries,
      small,
      fc.nat(),
      async (shape, { filter, strides, pad }, outputs, seed) => {
        const filterShape: [number, number, number, number] = [...filter, shape[3], outputs];
        const dimRoundingMode = typeof pad === "number" ? "floor" : undefined;
        const { outShape } = tf.backend_util.computeConv2DInfo(
          shape,
          filterShape,
          [...strides],
          1,
          pad as "valid",
          dimRoundingMode,
        );
        await assertLikeCpu(tf, () => {
          const x = randomTensor(tf, shape, seed);
          const dy = randomTensor(tf, outShape, seed + 1);
          return tf.engine().runKernel<Tensor>("Conv2DBackpropFilter", { x, dy }, {
            strides: [...strides],
            pad,
            dataFormat: "NHWC",
            filterShape,
            ...dimRoundingMode && { dimRoundingMode },
          });
        });
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("conv2d() can be trained", async () => {
  await assertLikeCpu(tf, () => {
    const x = randomTensor(tf, [2, 7, 6, 3], 1) as Tensor4D;
    const loss = (filter: Tensor) => tf.sum(tf.square(tf.conv2d(x, filter as Tensor4D, 2, "same")));
    return tf.grad(loss)(randomTensor(tf, [3, 3, 3, 4], 2));
  });
});

Deno.test("Conv2DBackpropFilter refuses channels first, as the backend's convolution does", () => {
  const tensors = tf.memory().numTensors;
  tf.tidy(() => {
    const x = randomTensor(tf, [1, 2, 5, 5], 1);
    const dy = randomTensor(tf, [1, 3, 3, 3], 1);
    const attributes = {
      strides: 1,
      pad: "valid",
      dataFormat: "NCHW",
      filterShape: [3, 3, 2, 3],
    };
    assert.throws(
      () => tf.engine().runKernel("Conv2DBackpropFilter", { x, dy }, attributes),
      TypeError,
    );
  });
  assert.equal(tf.memory().numTensors, tensors);
});
