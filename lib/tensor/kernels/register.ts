import type { TensorFlow } from "../start.ts";
import { batchMatMul } from "./batch_mat_mul.ts";
import { gather } from "./gather.ts";
import { slice } from "./slice.ts";
import { sum } from "./sum.ts";

let registered = false;

/** Puts our kernels in the place of the slow ones of the WebAssembly backend, once a process. */
export function registerKernels(tf: TensorFlow): void {
  if (registered) return;
  registered = true;
  for (const create of [batchMatMul, gather, slice, sum]) {
    const kernel = create(tf);
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
}
