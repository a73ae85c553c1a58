import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { heapView } from "./heap.ts";

/** From here on the hyperbolic tangent is 1 in 32 bits. */
const SATURATION = 9.1;

/**
 * Hyperbolic tangent, several times as fast as the backend's own, with a relative error below
 * 1.2e-7, near zero too.
 *
 * The tangent of a quarter of the number as a fraction p / q, from Lambert's continued fraction,
 * whose double-angle formula is applied twice: 2pq / (p^2 + q^2). Each time the relative error
 * shrinks, the more the farther from zero.
 */
export function tanh(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("Tanh", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend } = parameters;
      const x = inputs.x as Tensor;
      if (x.dtype !== "float32") return original.kernelFunc(parameters);
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput(x.shape, x.dtype);
      const from = heapView(wasm, x);
      const to = heapView(wasm, out);
      for (let i = 0; i < from.length; i++) {
        const quarter = Math.max(-SATURATION, Math.min(SATURATION, from[i])) / 4;
        const square = quarter * quarter;
        const p1 = quarter * (945 + square * (105 + square));
        const q1 = 945 + square * (420 + 15 * square);
        const p2 = 2 * p1 * q1;
        const q2 = p1 * p1 + q1 * q1;
        to[i] = 2 * p2 * q2 / (p2 * p2 + q2 * q2);
      }
      return out;
    },
  };
}
