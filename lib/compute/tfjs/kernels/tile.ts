import type { KernelConfig, Tensor } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { type HeapArray, heapView, isNumeric, sizeOf } from "./heap.ts";

/**
 * Repetition along dimensions, as of a vector at every step of a sequence.
 *
 * The backend's own kernel computes the place of every single number; this one copies blocks.
 */
export function tile(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("Tile", "wasm");
  return {
    ...original,
    kernelFunc(parameters) {
      const { inputs, backend, attrs } = parameters;
      const x = inputs.x as Tensor;
      if (!isNumeric(x.dtype)) return original.kernelFunc(parameters);
      const wasm = backend as BackendWasm;
      const repetitions = attrs?.reps as number[];
      const shape = x.shape.map((length, i) => length * repetitions[i]);
      const out = wasm.makeOutput(shape, x.dtype);
      const from = heapView(wasm, x);
      const to = heapView(wasm, out);
      if (to.length > 0) repeatBlocks(from, x.shape, to, repetitions);
      return out;
    },
  };
}

/** Writes the source's numbers and their repetitions along all dimensions. */
function repeatBlocks(
  from: HeapArray,
  fromShape: readonly number[],
  to: HeapArray,
  repetitions: readonly number[],
): void {
  const rank = fromShape.length;
  /** Numbers of a block of the dimensions from one on: in the source, and where it is written. */
  const sourceSizes = fromShape.map((_, i) => sizeOf(fromShape.slice(i)));
  const targetSizes = fromShape.map((length, i) =>
    sizeOf(fromShape.slice(i + 1)) * length * sizeOf(repetitions.slice(i))
  );

  function write(axis: number, source: number, target: number): void {
    const written = targetSizes[axis] / repetitions[axis];
    if (axis === rank - 1) {
      for (let i = 0; i < written; i++) to[target + i] = from[source + i];
    } else {
      const step = sourceSizes[axis + 1];
      for (let i = 0; i < fromShape[axis]; i++) {
        write(axis + 1, source + i * step, target + i * targetSizes[axis + 1]);
      }
    }
    const end = target + targetSizes[axis];
    for (let at = target + written; at < end; at++) to[at] = to[at - written];
  }

  if (rank === 0) to[0] = from[0];
  else write(0, 0, 0);
}
