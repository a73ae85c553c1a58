/**
 * How nearly constant the columns of a matrix are.
 *
 * @module
 */
import type { Matrix } from "../../matrix.ts";

/**
 * For each column the share of rows that differ from its most common value: exact where it is below
 * a half, else 1.
 *
 * Source: R. S. Boyer and J S. Moore, "MJRTY: A Fast Majority Vote Algorithm", 1991. Only a value
 * that most rows have can win the vote, so no table of values is needed.
 *
 * @param blocks gives the rows in blocks, the same at each of two calls; at least one row
 * @param cols number of columns
 */
export function differingShares(blocks: () => Iterable<Matrix>, cols: number): Float64Array {
  const candidates = new Float32Array(cols);
  const votes = new Int32Array(cols);
  for (const { data } of blocks()) {
    for (let i = 0, column = 0; i < data.length; i++) {
      if (data[i] === candidates[column]) votes[column]++;
      else if (votes[column] > 0) votes[column]--;
      else {
        candidates[column] = data[i];
        votes[column] = 1;
      }
      if (++column === cols) column = 0;
    }
  }
  const differing = new Float64Array(cols);
  let rows = 0;
  for (const { data, rows: count } of blocks()) {
    rows += count;
    for (let i = 0, column = 0; i < data.length; i++) {
      if (data[i] !== candidates[column]) differing[column]++;
      if (++column === cols) column = 0;
    }
  }
  return differing.map((count) => 2 * count < rows ? count / rows : 1);
}
