import type { Tensor } from "@tensorflow/tfjs";
import { createRandom } from "../../../base/random.ts";
import type { TensorFlow } from "../tensorflow.ts";
import { sizeOf } from "./heap.ts";

/** A tensor of standard normal numbers. */
export function randomTensor(tf: TensorFlow, shape: number[], seed: number): Tensor {
  const random = createRandom(seed);
  return tf.tensor(Float32Array.from({ length: sizeOf(shape) }, () => random.normal()), shape);
}

/** A tensor of whole numbers from `-limit` to `limit`. */
export function randomIntegers(
  tf: TensorFlow,
  shape: number[],
  limit: number,
  seed: number,
): Tensor {
  const random = createRandom(seed);
  const next = () => random.integer(2 * limit + 1) - limit;
  return tf.tensor(Int32Array.from({ length: sizeOf(shape) }, next), shape, "int32");
}
