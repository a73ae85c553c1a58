/**
 * Which reference rows are near.
 *
 * @module
 */
import { firstIndices } from "../../../base/typed_arrays.ts";
import type { ReferenceShape } from "../reference_tree.ts";
import type { RowTask } from "../task.ts";
import { fillTile } from "./tile.ts";

/** How near. The constants are those of a reference tree. */
export interface WithinArgs extends ReferenceShape {
  /** Euclidean distance, itself included. */
  radius: number;
}

/** What is found. */
export interface WithinResults {
  /** For each row a bit for each place in the leaves, the lowest of a byte first. */
  sets: Uint8Array;
}

/** Bytes of scratch that {@linkcode withinRadius} needs. */
export function withinRadiusBytes({ cols, leaves, panelsOfLeaf }: ReferenceShape): number {
  return 16 * cols + 16 + 32 + 4 * leaves * panelsOfLeaf;
}

/** The reference rows within a distance, by the differences. */
export const withinRadius: RowTask<WithinArgs, WithinResults> = (thread, block, args, { sets }) => {
  const { kernels, constants, scratch, floats } = thread;
  const { cols, leaves, panelsOfLeaf, radius } = args;
  const bytes = leaves * panelsOfLeaf;
  const sums = scratch + 16 * cols + 16;
  const found = sums + 32;
  const heap = new Uint8Array(floats.buffer);
  // Rounding must not part rows that are just as far away.
  const square = radius * radius * (1 + 2 ** -22);
  const rows = firstIndices(block.rows);
  for (let first = 0; first < rows.length; first += 4) {
    fillTile(thread, block, rows, first, scratch);
    kernels.withinRadius(
      ...[found, bytes, square, scratch, constants.panels, constants.boxes] as const,
      ...[leaves, panelsOfLeaf, cols, sums] as const,
    );
    const tile = Math.min(4, rows.length - first);
    sets.set(heap.subarray(found, found + tile * bytes), (block.from + first) * bytes);
  }
};
