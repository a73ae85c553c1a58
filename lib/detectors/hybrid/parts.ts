/**
 * Which rows the members of a hybrid learn from.
 *
 * @module
 */
import { createRandom } from "../../base/random.ts";
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import type { Matrix } from "../../learning/matrix.ts";

/** Share of the normal rows that a hybrid calibrates by where nobody holds rows out for it. */
const CALIBRATION_SHARE = 0.1;

/** Rows of a matrix, as ascending indices. */
export interface Parts {
  /** What supervised members learn from. */
  all: Uint32Array;
  /** What the others learn from. */
  normal: Uint32Array;
  /** Normal rows that no member learns from; empty where others are held out. */
  calibration: Uint32Array;
}

/**
 * Divides the rows of a fit among the members.
 *
 * @param rows how many there are
 * @param labels 1 for an attack; absent: all rows are normal
 * @param seed which rows to set aside for calibration; `null` for none
 * @throws {RangeError} when rows are to be set aside and there is only one normal row
 */
export function divideRows(
  rows: number,
  labels: Uint8Array | undefined,
  seed: number | null,
): Parts {
  const all = firstIndices(rows);
  const normal = labels ? indicesWhere(all, (row) => labels[row] === 0) : all;
  if (seed === null) return { all, normal, calibration: new Uint32Array() };
  if (normal.length < 2) {
    throw new RangeError("A hybrid needs at least two normal rows: one is set aside.");
  }
  const shuffled = normal.slice();
  createRandom(seed).shuffle(shuffled);
  const size = Math.max(Math.round(normal.length * CALIBRATION_SHARE), 1);
  const calibration = shuffled.subarray(0, size).toSorted();
  const isAside = new Uint8Array(rows);
  for (const row of calibration) isAside[row] = 1;
  const rest = (row: number) => isAside[row] === 0;
  return { all: indicesWhere(all, rest), normal: indicesWhere(normal, rest), calibration };
}

/** Some rows of a matrix in their sequences; the matrix itself where these are all. */
export function rowsOf(x: Matrix, rows: Uint32Array): Matrix {
  if (rows.length === x.rows) return x;
  const { cols, names } = x;
  const data = new Float32Array(rows.length * cols);
  for (const [index, row] of rows.entries()) {
    data.set(x.data.subarray(row * cols, (row + 1) * cols), index * cols);
  }
  const part: Matrix = { data, rows: rows.length, cols, names };
  if (x.starts) part.starts = startsOf(x.starts, rows);
  return part;
}

function startsOf(starts: Uint32Array, rows: Uint32Array): Uint32Array {
  let first = 0;
  return filled(new Uint32Array(rows.length), (index) => {
    if (index > 0 && starts[rows[index]] !== starts[rows[index - 1]]) first = index;
    return first;
  });
}
