import type { Samples } from "../trainer.ts";

/** The array itself where it lies in shared memory already, else a copy that does. */
export function shareFloats(array: Float32Array): Float32Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new Float32Array(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** As {@linkcode shareFloats}, for indices. */
export function shareIndices(array: Uint32Array): Uint32Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new Uint32Array(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** As {@linkcode shareFloats}, for bytes. */
export function shareBytes(array: Uint8Array): Uint8Array {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new Uint8Array(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** Samples in shared memory. */
export function shareSamples({ data, rows, columns, starts }: Samples): Samples {
  return { data: shareFloats(data), rows, columns, starts: starts && shareIndices(starts) };
}

/**
 * Tells the garbage collector of this thread that it has got shared memory: by itself it does not
 * count it, and would keep gigabytes of arrays that nobody needs any more. An array of the same size
 * counts; it takes no memory, since nobody writes to it.
 */
export function countSharedMemory(bytes: number): void {
  new ArrayBuffer(bytes);
}
