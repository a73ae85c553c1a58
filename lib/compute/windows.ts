import type { Samples } from "./trainer.ts";

/**
 * Copies windows of rows one after the other to the start of `target`. The window of row `r` is the
 * rows `r - steps + 1` to `r`; where it would reach beyond the start of its sequence, the first row
 * of the sequence is repeated.
 *
 * @param rows the last row of each window
 * @param target room for `rows.length * steps * columns` numbers at least
 * @returns the part of `target` that was written
 */
export function gatherWindows(
  { data, columns, starts }: Samples,
  steps: number,
  rows: Uint32Array,
  target: Float32Array,
): Float32Array {
  let to = 0;
  for (const row of rows) {
    const start = starts?.[row] ?? 0;
    for (let step = row - steps + 1; step <= row; step++) {
      const from = Math.max(step, start) * columns;
      target.set(data.subarray(from, from + columns), to);
      to += columns;
    }
  }
  return target.subarray(0, to);
}
