import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { heapView, sizeOf } from "./heap.ts";

/**
 * Sum over the first dimension, as in the gradient of every bias.
 *
 * The backend's own kernel transposes the whole tensor first. Other sums are left to it.
 */
export function sum(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("Sum", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const x = inputs.x as Tensor;
      const axes = tf.util.parseAxisParam(attrs?.axis as number | number[], x.shape);
      const columns = x.shape.slice(1);
      if (x.dtype !== "float32" || axes.length !== 1 || axes[0] !== 0 || columns.length === 0) {
        return original.kernelFunc(parameters);
      }
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput(attrs?.keepDims ? [1, ...columns] : columns, "float32");
      const from = heapView(wasm, x);
      const to = heapView(wasm, out).fill(0);
      const width = sizeOf(columns);
      for (let start = 0; start < from.length; start += width) {
        for (let column = 0; column < width; column++) to[column] += from[start + column];
      }
      return out;
    },
  };
}
