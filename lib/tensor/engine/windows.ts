import type { Samples } from "../trainer.ts";
import type { Signal } from "./stage.ts";

/**
 * Copies windows to the input of a program, step by step.
 *
 * @param rows the last row of each window
 * @param paddedRows rows of the input, at least as many; those beyond become 0
 */
export function fillInput(
  heap: Float32Array,
  input: Signal,
  { data, columns, starts }: Samples,
  rows: Uint32Array,
  paddedRows: number,
): void {
  const { steps, width } = input;
  let at = input.values / 4;
  for (let step = 0; step < steps; step++) {
    const back = steps - 1 - step;
    for (let i = 0; i < rows.length; i++, at += width) {
      const first = starts ? starts[rows[i]] : 0;
      const source = Math.max(rows[i] - back, first) * columns;
      for (let j = 0; j < columns; j++) heap[at + j] = data[source + j];
    }
    heap.fill(0, at, at += (paddedRows - rows.length) * width);
  }
}
