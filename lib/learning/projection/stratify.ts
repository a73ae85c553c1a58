import type { Random } from "../../base/random.ts";

/**
 * How many rows to draw of each stratum: a least number of each, as far as it has so many, and the
 * rest in proportion to what is left.
 *
 * @param sizes rows of each stratum
 * @param sample rows to draw in all; all rows where there are no more
 * @param least rows of each stratum that are drawn in any case
 */
export function allocate(sizes: number[], sample: number, least: number): number[] {
  const floor = Math.min(least, Math.floor(sample / Math.max(1, sizes.length)));
  const sure = sizes.map((size) => Math.min(size, floor));
  const left = sizes.map((size, i) => size - sure[i]);
  const leftSum = left.reduce((sum, size) => sum + size, 0);
  const open = sample - sure.reduce((sum, size) => sum + size, 0);
  if (open >= leftSum) return [...sizes];
  const exact = left.map((size) => size * open / leftSum);
  const drawn = exact.map(Math.floor);
  const missing = open - drawn.reduce((sum, count) => sum + count, 0);
  const byRemainder = Array.from(exact.keys())
    .sort((a, b) => (exact[b] - drawn[b]) - (exact[a] - drawn[a]) || a - b);
  for (const i of byRemainder.slice(0, missing)) drawn[i]++;
  return drawn.map((count, i) => count + sure[i]);
}

/**
 * Draws rows at random from each stratum, by {@linkcode allocate}.
 *
 * @param strata the rows of each stratum
 * @returns the rows drawn, ascending
 */
export function drawStratified(
  strata: Uint32Array[],
  sample: number,
  least: number,
  random: Random,
): Uint32Array {
  const counts = allocate(strata.map(({ length }) => length), sample, least);
  const drawn = strata.flatMap((rows, i) => {
    const order = rows.slice();
    random.shuffle(order);
    return [...order.subarray(0, counts[i])];
  });
  return Uint32Array.from(drawn).sort();
}
