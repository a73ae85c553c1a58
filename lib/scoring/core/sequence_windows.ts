/**
 * Windows of rows across the blocks that a dataset is read in.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";
import { sequenceRows } from "../../learning/sequences.ts";
import { firstIndices } from "../../base/typed_arrays.ts";
import type { RowBlock } from "./block_scores.ts";

/** Rows of a block in the order of their sequences, each after the rows that its window reaches. */
type WindowedBlock = Required<Pick<RowBlock, "matrix" | "places">>;

/**
 * Keeps, for each sequence, the rows that windows of the next block reach back to. So rows score as
 * they would if the dataset were one block.
 */
export class SequenceWindows {
  readonly #context: number;
  readonly #tails = new Map<number, Float32Array>();

  /** @param context rows before a row that belong to its window */
  constructor(context: number) {
    this.#context = context;
  }

  /**
   * Puts a block after what came before it.
   *
   * @param rows in the order of the dataset
   * @param codes the sequence of each; `null`: all rows are one sequence
   */
  extend({ data, rows, cols, names }: Matrix, codes: Int32Array | null): WindowedBlock {
    const all = firstIndices(rows);
    const ordered = sequenceRows(all, codes);
    const codeOf = (row: number) => codes ? codes[row] : 0;
    const parts = splitAt(ordered.rows, ordered.starts).map((own) => {
      const tail = this.#tails.get(codeOf(own[0])) ?? new Float32Array(0);
      return { own, tail, length: tail.length / cols + own.length };
    });
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const matrix = {
      data: new Float32Array(new SharedArrayBuffer(length * cols * 4)),
      rows: length,
      cols,
      names,
      starts: new Uint32Array(length),
    };
    const places = new Uint32Array(rows);
    let start = 0;
    for (const { own, tail, length } of parts) {
      matrix.data.set(tail, start * cols);
      matrix.starts.fill(start, start, start + length);
      let place = start + tail.length / cols;
      for (const row of own) {
        matrix.data.set(data.subarray(row * cols, (row + 1) * cols), place * cols);
        places[row] = place++;
      }
      const kept = Math.min(this.#context, length);
      this.#tails.set(
        codeOf(own[0]),
        matrix.data.slice((start + length - kept) * cols, (start + length) * cols),
      );
      start += length;
    }
    return { matrix, places };
  }
}

/** The rows of each sequence; `starts` has the index of the first one for each row. */
function splitAt(rows: Uint32Array, starts: Uint32Array): Uint32Array[] {
  const parts: Uint32Array[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && starts[to] === starts[from]) to++;
    parts.push(rows.subarray(from, to));
    from = to;
  }
  return parts;
}
