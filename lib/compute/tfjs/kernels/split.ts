import type { GradConfig, KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { isNumeric } from "./heap.ts";
import { cutInParts } from "./parts.ts";

/**
 * Splitting along one dimension, as of the gates of recurrent layers.
 *
 * The backend's own kernel copies the whole tensor out of the heap for every part.
 */
export function split(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("SplitV", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const x = inputs.x as Tensor;
      if (!isNumeric(x.dtype)) return original.kernelFunc(parameters);
      const axis = tf.util.parseAxisParam(attrs?.axis as number, x.shape)[0];
      const lengths = tf.backend_util.prepareSplitSize(
        x,
        attrs?.numOrSizeSplits as number | number[],
        axis,
      );
      return cutInParts(backend as BackendWasm, x, axis, lengths);
    },
  };
}

/**
 * The gradient of {@linkcode split}, on every backend. TensorFlow.js's own fails where there is one
 * part, as that of `unpack` does.
 */
export function splitGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: "SplitV",
    gradFunc(dy: Tensor | Tensor[], _saved, attrs) {
      return { x: () => tf.concat([dy].flat(), attrs.axis as number) };
    },
  };
}
