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
  heap[at] = touch(data, columns, rows);
  for (let step = 0; step < steps; step++) {
    const back = steps - 1 - step;
    for (let i = 0; i < rows.length; i++, at += width) {
      const first = starts ? starts[rows[i]] : 0;
      const source = Math.max(rows[i] - back, first) * columns;
      heap.set(data.subarray(source, source + columns), at);
    }
    heap.fill(0, at, at += (paddedRows - rows.length) * width);
  }
}

/**
 * Copies the windows of consecutive rows to the input of a program that scores.
 *
 * @param from the last row of the first window
 * @param to behind the last row of the last window
 */
export function fillConsecutive(
  heap: Float32Array,
  input: Signal,
  samples: Samples,
  from: number,
  to: number,
  paddedRows: number,
): void {
  if (input.steps > 1) {
    const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i);
    return fillInput(heap, input, samples, rows, paddedRows);
  }
  const { data, columns } = samples;
  const at = input.values / 4;
  heap.set(data.subarray(from * columns, to * columns), at);
  heap.fill(0, at + (to - from) * columns, at + paddedRows * columns);
}

/** Numbers in a line of the cache. */
const LINE = 16;

/**
 * Reads a number of every line of some rows. Rows in random order come from far away; asked for one
 * right after the other they arrive together, while copies of whole rows wait for each.
 */
function touch(data: Float32Array, columns: number, rows: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const end = (rows[i] + 1) * columns;
    for (let j = end - columns; j < end; j += LINE) sum += data[j];
  }
  return sum;
}
