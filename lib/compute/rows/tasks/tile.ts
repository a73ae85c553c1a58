import type { RowBlock, RowThread } from "../task.ts";

/**
 * Writes 4 rows, less the constant `centre`, as a tile: for each column the values of the 4 rows.
 * Their squared lengths follow it. Where there are fewer, the last one is repeated.
 *
 * @param rows which rows of the block, from place `from` on
 * @param tile address of the result, 16 bytes a column and 16 more
 */
export function fillTile(
  { floats, constants }: RowThread,
  { address, stride, cols }: RowBlock,
  rows: Uint32Array,
  from: number,
  tile: number,
): void {
  const centre = constants.centre / 4;
  for (let lane = 0; lane < 4; lane++) {
    const row = rows[Math.min(from + lane, rows.length - 1)];
    const source = address / 4 + row * stride;
    let at = tile / 4 + lane;
    let square = 0;
    for (let col = 0; col < cols; col++, at += 4) {
      const value = Math.fround(floats[source + col] - floats[centre + col]);
      floats[at] = value;
      square += value * value;
    }
    floats[at] = square;
  }
}
