import { filled, indicesWhere } from "../../base/typed_arrays.ts";

/**
 * The rows with the highest scores; of equal ones those that came first.
 *
 * @param rows of a frame, ascending
 * @param scores one for each row of the frame
 * @param count at most so many
 */
export function worstRows(rows: Uint32Array, scores: Float32Array, count: number): number[] {
  if (count <= 0) return [];
  const ordered = filled(new Float32Array(rows.length), (i) => scores[rows[i]]).sort();
  const least = ordered[Math.max(0, ordered.length - count)];
  const above = indicesWhere(rows, (row) => scores[row] > least);
  const equal = indicesWhere(rows, (row) => scores[row] === least);
  return [...above, ...equal.subarray(0, count - above.length)];
}
