import type { GradConfig, KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { isNumeric } from "./heap.ts";
import { cutInParts } from "./parts.ts";

/**
 * Taking a tensor apart along one dimension, as recurrent layers do with the steps of sequences.
 *
 * The backend's own kernel copies the whole tensor out of the heap for every part.
 */
export function unpack(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("Unpack", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const value = inputs.value as Tensor;
      if (!isNumeric(value.dtype)) return original.kernelFunc(parameters);
      const axis = tf.util.parseAxisParam(attrs?.axis as number, value.shape)[0];
      const lengths = new Array<number>(value.shape[axis]).fill(1);
      const shape = value.shape.filter((_, i) => i !== axis);
      return cutInParts(backend as BackendWasm, value, axis, lengths)
        .map((part) => ({ ...part, shape }));
    },
  };
}

/**
 * The gradient of {@linkcode unpack}, on every backend.
 *
 * TensorFlow.js hands it a single tensor in place of an array where there is one part, for which
 * its own gradient has no case: recurrent layers cannot be trained on sequences of one step.
 */
export function unpackGradient(tf: TensorFlow): GradConfig {
  return {
    kernelName: "Unpack",
    gradFunc(dy: Tensor | Tensor[], _saved, attrs) {
      return { value: () => tf.stack([dy].flat(), attrs.axis as number) };
    },
  };
}
