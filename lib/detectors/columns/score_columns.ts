/**
 * Scores that come from each column alone.
 *
 * @module
 */
import { createPacer } from "../../base/pacer.ts";
import type { ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";

/** Values of a block of rows that stay in the second-level cache together. */
const BLOCK_VALUES = 65_536;

/** Gives the row the parts of its score that column `column` has, by its value. */
export type AddPart = (column: number, value: number, row: number) => void;

/**
 * Goes through a matrix, a block of rows at a time, column by column.
 *
 * @param add gets each value, and the row's place in the block
 * @param finish turns what was added into scores: the block is that of rows `from` to `to`
 */
export async function scoreColumns(
  { data, rows, cols }: Matrix,
  add: AddPart,
  finish: (from: number, to: number) => void,
  { signal, onProgress }: ScoreOptions,
): Promise<void> {
  const pace = createPacer(signal);
  const blockRows = columnBlockRows(cols);
  for (let from = 0; from < rows; from += blockRows) {
    await pace();
    const to = Math.min(rows, from + blockRows);
    for (let column = 0; column < cols; column++) {
      for (let row = from, i = from * cols + column; row < to; row++, i += cols) {
        add(column, data[i], row - from);
      }
    }
    finish(from, to);
    onProgress?.(to / rows);
  }
}

/** Rows that {@linkcode scoreColumns} takes at a time. */
export function columnBlockRows(cols: number): number {
  return Math.max(16, Math.floor(BLOCK_VALUES / cols));
}
