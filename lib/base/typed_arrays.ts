/**
 * Long typed arrays, made by plain loops. What JavaScript has for it, `from` with a function and
 * `filter`, first makes a list of all values: for five million some 200 MB, and thirty times the
 * time.
 *
 * @module
 */

/** Arrays that {@linkcode filled} takes. */
type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * Gives each place of an array a value, in ascending order.
 *
 * @param values is changed
 * @returns `values`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { filled } from "./typed_arrays.ts";
 *
 * const scores = [0.2, 0.9];
 * assert.deepEqual(
 *   filled(new Uint8Array(2), (row) => scores[row] > 0.5 ? 1 : 0),
 *   Uint8Array.of(0, 1),
 * );
 * ```
 */
export function filled<Values extends NumberArray>(
  values: Values,
  valueAt: (index: number) => number,
): Values {
  for (let i = 0; i < values.length; i++) values[i] = valueAt(i);
  return values;
}

/** The numbers from 0, as many as asked for. */
export function firstIndices(length: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(length);
  for (let i = 0; i < length; i++) indices[i] = i;
  return indices;
}

/** Those of the indices that a condition holds for, in their order. */
export function indicesWhere(
  indices: Uint32Array,
  holds: (index: number) => boolean,
): Uint32Array<ArrayBuffer> {
  const room = new Uint32Array(indices.length);
  let count = 0;
  for (let i = 0; i < indices.length; i++) if (holds(indices[i])) room[count++] = indices[i];
  return room.slice(0, count);
}

/**
 * Arrays one after the other, as one.
 *
 * @param Kind of the array to make
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { concatenated } from "./typed_arrays.ts";
 *
 * const parts = [Uint8Array.of(1, 2), Uint8Array.of(3)];
 * assert.deepEqual(concatenated(Uint8Array, parts), Uint8Array.of(1, 2, 3));
 * ```
 */
export function concatenated<Values extends NumberArray>(
  Kind: new (length: number) => Values,
  parts: readonly ArrayLike<number>[],
): Values {
  const whole = new Kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
