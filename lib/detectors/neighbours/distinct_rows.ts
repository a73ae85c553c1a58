/**
 * Reference rows for detectors that look for neighbours.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import { createPacer } from "../../base/pacer.ts";
import type { Random } from "../../base/random.ts";

/** Rows that are hashed before anything else may happen. */
const BLOCK_ROWS = 4096;

/**
 * Random rows, no two of them equal. Each distinct row is drawn with the same chance, however often
 * it occurs: those with the least hashes, since equal rows have equal hashes.
 *
 * Source: after K. Beyer et al., "On Synopses for Distinct-Value Estimation Under Multiset
 * Operations", SIGMOD 2007.
 *
 * @param most how many at most; fewer where there are no more distinct ones
 * @returns the first of each kind, in the order of the matrix
 */
export async function drawDistinctRows(
  x: Rows,
  most: number,
  random: Random,
  signal?: AbortSignal,
): Promise<Rows> {
  const { data, rows, cols } = x;
  const pace = createPacer(signal);
  const seeds = [random.integer(2 ** 32), random.integer(2 ** 32)];
  const hashes = new Float64Array(rows);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    await pace();
    hashRows(x, seeds, hashes, from, Math.min(rows, from + BLOCK_ROWS));
  }
  const chosen = new Set<number>();
  for (const hash of hashes.slice().sort()) {
    if (chosen.add(hash).size === most) break;
  }
  const drawn = new Float32Array(chosen.size * cols);
  let taken = 0;
  for (let row = 0; taken < drawn.length; row++) {
    if (!chosen.delete(hashes[row])) continue;
    drawn.set(data.subarray(row * cols, (row + 1) * cols), taken);
    taken += cols;
  }
  return { data: drawn, rows: drawn.length / cols, cols };
}

/** 53 bits for each row, so that different rows hardly ever have the same. */
function hashRows(
  { data, cols }: Rows,
  seeds: number[],
  hashes: Float64Array,
  from: number,
  to: number,
): void {
  const value = new Float32Array(1);
  const bits = new Int32Array(value.buffer);
  for (let row = from; row < to; row++) {
    let [high, low] = seeds;
    for (let i = row * cols; i < (row + 1) * cols; i++) {
      // Adding 0 turns -0 into 0.
      value[0] = data[i] + 0;
      high = Math.imul(high ^ bits[0], 0x9e3779b1);
      high ^= high >>> 15;
      low = Math.imul(low ^ bits[0], 0x85ebca6b);
      low ^= low >>> 13;
    }
    hashes[row] = (mix(high) >>> 11) * 2 ** 32 + (mix(low) >>> 0);
  }
}

/** The finaliser of MurmurHash3. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
