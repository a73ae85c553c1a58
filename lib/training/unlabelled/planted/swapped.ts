import { oneOf, type Planter } from "./planter.ts";

/** Medians that differ by less than this factor make a swap hard to tell from chance. */
const LEAST_FACTOR = 3;

/**
 * Behaviour: two numbers of a record change places, such as bytes sent and bytes received when a
 * client begins to serve. Only features whose medians differ much take part.
 */
export const swapped: Planter = {
  kind: "swapped",
  prepare({ numeric, rows }) {
    const medians = numeric.map(({ values }) => medianOf(values, rows));
    const pairs = medians.flatMap((first, i) =>
      medians.slice(i + 1).flatMap((second, further) =>
        differ(first, second) ? [[i, i + 1 + further]] : []
      )
    );
    if (pairs.length === 0) return null;
    return (copies, row, random) => {
      const [first, second] = oneOf(pairs, random).map((index) => copies.numeric[index].values);
      [first[row], second[row]] = [second[row], first[row]];
    };
  },
};

function differ(first: number, second: number): boolean {
  const [low, high] = [Math.abs(first), Math.abs(second)].sort((a, b) => a - b);
  return high > 0 && high >= LEAST_FACTOR * low;
}

function medianOf(values: ArrayLike<number>, rows: Uint32Array): number {
  const known = Float32Array.from(rows, (row) => values[row]).filter(Number.isFinite).sort();
  return known.length > 0 ? known[known.length >> 1] : 0;
}
