/**
 * The rows on which the importance of features is measured.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";
import { createRandom } from "../../base/random.ts";
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";

/** Some rows of a matrix, with the rows that their scores depend on. */
export interface ImportanceSample {
  /** A copy: the chosen rows, each after its context. */
  matrix: Matrix;
  /** Index of each chosen row in `matrix`, ascending. */
  chosen: Uint32Array;
  /** The truth of each chosen row; `null` where it is not known or of one class only. */
  truth: Uint8Array | null;
}

/**
 * Draws rows without replacement. Where the truth has both classes, half of them are attacks as far
 * as there are as many: ROC-AUC does not depend on the share of attacks, and equal numbers measure
 * it best.
 *
 * @param truth 1 for an attack, 0 for a normal row; `null` where it is not known
 * @param most chosen rows at most
 * @param context rows of its sequence before a row that its score depends on
 * @throws {RangeError} without rows, or when the truth has another number of rows
 */
export function drawSample(
  x: Matrix,
  truth: Uint8Array | null,
  { most, context, seed }: { most: number; context: number; seed: number },
): ImportanceSample {
  if (x.rows === 0) throw new RangeError("Importance needs at least one row.");
  if (truth && truth.length !== x.rows) {
    throw new RangeError(`There are ${x.rows} rows, but the truth of ${truth.length}.`);
  }
  const random = createRandom(seed);
  const order = firstIndices(x.rows);
  random.shuffle(order);
  const rows = truth ? balanced(order, (row) => truth[row] === 1, most) : order.subarray(0, most);
  rows.sort();
  const known = truth && filled(new Uint8Array(rows.length), (i) => truth[rows[i]]);
  return {
    ...gather(x, rows, context),
    truth: known?.includes(0) && known.includes(1) ? known : null,
  };
}

/**
 * The first of the indices, half of them attacks and half normal, or more of one where the other has
 * too few.
 */
export function balanced(
  order: Uint32Array,
  isAttack: (index: number) => boolean,
  most: number,
): Uint32Array {
  const attacks = order.reduce((sum, index) => sum + (isAttack(index) ? 1 : 0), 0);
  const normal = order.length - attacks;
  let attacksLeft = Math.min(Math.max(Math.floor(most / 2), most - normal), attacks);
  let normalLeft = most - attacksLeft;
  return indicesWhere(order, (index) => (isAttack(index) ? attacksLeft-- : normalLeft--) > 0);
}

/** Copies rows with the context of each, which becomes its own sequence. */
function gather(x: Matrix, rows: Uint32Array, context: number) {
  const { cols, names } = x;
  const firsts = rows.map((row) => Math.max(x.starts?.[row] ?? 0, row - context));
  const count = rows.reduce((sum, row, i) => sum + row - firsts[i] + 1, 0);
  const data = new Float32Array(count * cols);
  const starts = new Uint32Array(count);
  const chosen = new Uint32Array(rows.length);
  let next = 0;
  rows.forEach((row, i) => {
    data.set(x.data.subarray(firsts[i] * cols, (row + 1) * cols), next * cols);
    const length = row - firsts[i] + 1;
    starts.fill(next, next, next + length);
    next += length;
    chosen[i] = next - 1;
  });
  const matrix: Matrix = { data, rows: count, cols, names, ...(context > 0 && { starts }) };
  return { matrix, chosen };
}
