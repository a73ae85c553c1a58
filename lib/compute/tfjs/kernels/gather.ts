import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { heapView, sizeOf } from "./heap.ts";

/**
 * Gathering along the first dimension, as in drawing a batch of rows.
 *
 * The backend's own kernel computes the place of every single number; this one copies whole rows.
 * Other gathers are left to it.
 */
export function gather(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("GatherV2", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const { x, indices } = inputs as { x: Tensor; indices: Tensor };
      const rowShape = x.shape.slice(1);
      const axis = tf.util.parseAxisParam(attrs?.axis as number, x.shape)[0];
      if (axis !== 0 || attrs?.batchDims || x.dtype !== "float32" || indices.dtype !== "int32") {
        return original.kernelFunc(parameters);
      }
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput([...indices.shape, ...rowShape], x.dtype);
      const from = heapView(wasm, x);
      const to = heapView(wasm, out);
      const width = sizeOf(rowShape);
      heapView(wasm, indices).forEach((row, i) => {
        if (row < 0 || row >= x.shape[0]) {
          wasm.disposeData(out.dataId);
          throw new RangeError(`Cannot gather row ${row} of ${x.shape[0]}.`);
        }
        to.set(from.subarray(row * width, (row + 1) * width), i * width);
      });
      return out;
    },
  };
}
