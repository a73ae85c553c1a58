/**
 * Random rows of a matrix.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import type { Random } from "../../base/random.ts";

/**
 * A copy, in shared memory, of rows drawn without replacement, in the order of the matrix; of all
 * rows if there are no more.
 */
export function sampleRows({ data, rows, cols }: Rows, most: number, random: Random): Rows {
  const count = Math.min(rows, most);
  const sample = new Float32Array(new SharedArrayBuffer(count * cols * 4));
  let taken = 0;
  for (let row = 0; taken < count; row++) {
    // Knuth's selection sampling: each row is drawn with the share that is still wanted of the rest.
    if (rows - row > count - taken && random.next() * (rows - row) >= count - taken) continue;
    sample.set(data.subarray(row * cols, (row + 1) * cols), taken * cols);
    taken++;
  }
  return { data: sample, rows: count, cols };
}
