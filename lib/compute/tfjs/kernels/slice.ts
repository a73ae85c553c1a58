import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { heapView, isNumeric, sizeOf } from "./heap.ts";

/**
 * A slice of whole rows, as in scoring a matrix chunk by chunk.
 *
 * The backend's own kernel copies the whole tensor out of the heap for every slice; this one copies
 * the rows where they lie. Other slices are left to it.
 */
export function slice(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("Slice", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const x = inputs.x as Tensor;
      const [begin, size] = tf.slice_util.parseSliceParams(
        x,
        attrs?.begin as number | number[],
        attrs?.size as number | number[],
      );
      const wholeRows = x.rank > 0 && size.every((length, i) => i === 0 || length === x.shape[i]);
      if (!wholeRows || !isNumeric(x.dtype)) return original.kernelFunc(parameters);
      tf.slice_util.assertParamsValid(x, begin, size);
      const wasm = backend as BackendWasm;
      const out = wasm.makeOutput(size, x.dtype);
      const width = sizeOf(x.shape.slice(1));
      const from = begin[0] * width;
      heapView(wasm, out).set(heapView(wasm, x).subarray(from, from + size[0] * width));
      return out;
    },
  };
}
