import type { KernelConfig, Tensor, TensorInfo } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorFlow } from "../tensorflow.ts";
import { heapView, sizeOf } from "./heap.ts";

/**
 * Matrix product of transposed operands.
 *
 * The backend's own kernel leaves its fast routine (XNNPACK) as soon as an operand is to be
 * transposed, as in every gradient of a dense layer, and becomes ten times slower. This one
 * transposes a copy first.
 */
export function batchMatMul(tf: TensorFlow): KernelConfig {
  const original = tf.getKernel("BatchMatMul", "wasm");
  return {
    ...original,
    kernelFunc({ inputs, backend, attrs }) {
      const { a, b } = inputs as { a: Tensor; b: Tensor };
      const wasm = backend as BackendWasm;
      const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
      const copies: TensorInfo[] = [];
      const plain = (tensor: TensorInfo, transpose: boolean) => {
        if (!transpose) return tensor;
        const copy = transposed(wasm, tensor);
        copies.push(copy);
        return copy;
      };
      const plainA = plain(a, transposeA);
      const plainB = plain(b, transposeB);
      const product = original.kernelFunc({
        inputs: { a: plainA, b: plainB },
        backend,
        attrs: { transposeA: false, transposeB: false },
      });
      for (const copy of copies) wasm.disposeData(copy.dataId);
      return product;
    },
  };
}

/** A copy with the last two dimensions exchanged. */
function transposed(backend: BackendWasm, tensor: TensorInfo): TensorInfo {
  const outer = tensor.shape.slice(0, -2);
  const [rows, cols] = tensor.shape.slice(-2);
  const copy = backend.makeOutput([...outer, cols, rows], tensor.dtype);
  const from = heapView(backend, tensor);
  const to = heapView(backend, copy);
  const matrices = sizeOf(outer);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const start = matrix * rows * cols;
    for (let row = 0; row < rows; row++) {
      let source = start + row * cols;
      for (let target = start + row; target < start + rows * cols; target += rows) {
        to[target] = from[source++];
      }
    }
  }
  return copy;
}
