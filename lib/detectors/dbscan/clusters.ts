/**
 * Clusters of rows that are linked by being near.
 *
 * @module
 */
import type { NeighbourSets } from "../neighbours/neighbour_search.ts";

/**
 * The number of groups of rows such that a chain of neighbours leads from each row of a group to
 * every other.
 *
 * @param neighbours of each row among the same rows
 */
export function countClusters({ sets, bytes, order }: NeighbourSets): number {
  const rows = sets.length / bytes;
  const isSeen = new Uint8Array(rows);
  const stack = new Uint32Array(rows);
  let clusters = 0;
  for (let start = 0; start < rows; start++) {
    if (isSeen[start]) continue;
    clusters++;
    isSeen[start] = 1;
    stack[0] = start;
    for (let top = 1; top > 0;) {
      const first = stack[--top] * bytes;
      for (let at = 0; at < bytes; at++) {
        for (let left = sets[first + at]; left > 0; left &= left - 1) {
          const place = 8 * at + 31 - Math.clz32(left & -left);
          const other = order[place];
          if (isSeen[other]) continue;
          isSeen[other] = 1;
          stack[top++] = other;
        }
      }
    }
  }
  return clusters;
}
