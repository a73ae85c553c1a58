import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { heapView, sizeOf } from "./heap.ts";

/**
 * Cuts a tensor into consecutive parts along one dimension, reading it where it lies on the heap.
 *
 * @param lengths length of each part along the dimension; they add up to the whole
 */
export function cutInParts(
  backend: BackendWasm,
  x: Tensor,
  axis: number,
  lengths: readonly number[],
): TensorInfo[] {
  // All allocations come before the first view: they may move the heap.
  const parts = lengths.map((length) => {
    const shape = [...x.shape];
    shape[axis] = length;
    return backend.makeOutput(shape, x.dtype);
  });
  const from = heapView(backend, x);
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const stride = x.shape[axis] * inner;
  let begin = 0;
  parts.forEach((part, i) => {
    const to = heapView(backend, part);
    const width = lengths[i] * inner;
    for (let row = 0; row < outer; row++) {
      const source = row * stride + begin;
      const target = row * width;
      // A loop is faster than making a view, for a few numbers.
      if (width < 32) {
        for (let k = 0; k < width; k++) to[target + k] = from[source + k];
      } else {
        to.set(from.subarray(source, source + width), target);
      }
    }
    begin += width;
  });
  return parts;
}
