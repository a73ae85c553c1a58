/**
 * Tables of numbers as files of saved detectors.
 *
 * @module
 */

const BYTES = 8;

/** Numbers one after the other, 64 bits each, little-endian. */
export function encodeNumbers(numbers: Float64Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(numbers.length * BYTES);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => view.setFloat64(i * BYTES, number, true));
  return bytes;
}

/**
 * The numbers that {@linkcode encodeNumbers} wrote.
 *
 * @param length how many there must be
 * @throws {TypeError} when there are others, or one is not finite
 */
export function decodeNumbers(bytes: Uint8Array, length: number): Float64Array {
  if (bytes.length !== length * BYTES) {
    throw new TypeError(`A saved table has ${bytes.length} bytes in place of ${length * BYTES}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Float64Array.from({ length }, (_, i) => view.getFloat64(i * BYTES, true));
  if (!numbers.every(Number.isFinite)) {
    throw new TypeError("A saved table has a number that is not finite.");
  }
  return numbers;
}
