import type { DataType, TensorInfo } from "@tensorflow/tfjs";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";

/** A number type whose tensors lie on the WebAssembly heap as typed arrays. */
export type HeapArray = Float32Array | Int32Array | Uint8Array;

/**
 * The values of a tensor where they lie on the WebAssembly heap.
 *
 * The view is valid until the next allocation, which may move the heap.
 */
export function heapView(backend: BackendWasm, tensor: TensorInfo): HeapArray {
  return backend.typedArrayFromHeap(tensor) as HeapArray;
}

/** The number of values of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether tensors of a type lie on the heap as plain numbers. */
export function isNumeric(dtype: DataType): boolean {
  return dtype === "float32" || dtype === "int32" || dtype === "bool";
}
