import type { TensorFlow } from "../tensorflow.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { conv2dBackpropFilter } from "./conv2d_backprop_filter.ts";
import { einsum } from "./einsum.ts";
import { fusedMatMul } from "./fused_mat_mul.ts";
import { gather } from "./gather.ts";
import { slice } from "./slice.ts";
import { split, splitGradient } from "./split.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { tile } from "./tile.ts";
import { unpack, unpackGradient } from "./unpack.ts";
import { unsortedSegmentSum } from "./unsorted_segment_sum.ts";

/** In the place of kernels that are slow or wrong. */
const MENDED = [batchMatMul, fusedMatMul, gather, slice, split, sum, tanh, tile, unpack];

/** Where the backend has none. */
const ADDED = [conv2dBackpropFilter, einsum, unsortedSegmentSum];

let registered = false;

/** Gives the WebAssembly backend our kernels, once a process. */
export function registerKernels(tf: TensorFlow): void {
  if (registered) return;
  registered = true;
  for (const create of MENDED) {
    const kernel = create(tf);
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
  for (const create of ADDED) tf.registerKernel(create(tf));
  for (const create of [splitGradient, unpackGradient]) {
    const gradient = create(tf);
    tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
