/**
 * Reference rows for detectors that look for neighbours.
 *
 * @module
 */
import type { Rows } from "../../linear_algebra/moments.ts";
import type { Random } from "../../random.ts";

/**
 * Random rows, no two of them equal.
 *
 * @param most how many at most; fewer where there are no more distinct ones
 */
export function drawDistinctRows({ data, rows, cols }: Rows, most: number, random: Random): Rows {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  if (rows > most) random.shuffle(order);
  const taken: number[] = [];
  const byHash = new Map<number, number[]>();
  const bits = new Uint32Array(data.buffer, data.byteOffset, rows * cols);
  const isEqual = (a: number, b: number) => {
    for (let col = 0; col < cols; col++) {
      if (data[a * cols + col] !== data[b * cols + col]) return false;
    }
    return true;
  };
  for (const row of order) {
    if (taken.length === most) break;
    let hash = 0;
    for (let i = row * cols; i < (row + 1) * cols; i++) {
      hash = Math.imul(hash ^ bits[i], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const others = byHash.get(hash);
    if (others?.some((other) => isEqual(other, row))) continue;
    if (others) others.push(row);
    else byHash.set(hash, [row]);
    taken.push(row);
  }
  const drawn = new Float32Array(taken.length * cols);
  taken.forEach((row, i) => drawn.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return { data: drawn, rows: taken.length, cols };
}
