import type { TensorFlow } from "../tensorflow.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { fusedMatMul } from "./fused_mat_mul.ts";
import { slice } from "./slice.ts";
import { split, splitGradient } from "./split.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { tile } from "./tile.ts";
import { unpack, unpackGradient } from "./unpack.ts";

const KERNELS = [batchMatMul, fusedMatMul, slice, split, sum, tanh, tile, unpack];
const GRADIENTS = [splitGradient, unpackGradient];

let registered = false;

/** Replaces kernels of the WebAssembly backend that are slow or wrong, once a process. */
export function registerKernels(tf: TensorFlow): void {
  if (registered) return;
  registered = true;
  for (const create of KERNELS) {
    const kernel = create(tf);
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
  for (const create of GRADIENTS) {
    const gradient = create(tf);
    tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
