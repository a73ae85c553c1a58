/**
 * A forest as a file, and the check of one that is loaded.
 *
 * @module
 */
import { z } from "zod";
import type { Forest } from "./forest.ts";

/** The plain part of a saved forest. */
export const forestFactsSchema = z.strictObject({
  version: z.literal(1),
  trees: z.int().min(1),
  height: z.int().min(1).max(24),
  subsampleSize: z.int().min(2),
  names: z.array(z.string()).min(1),
}).refine(
  ({ height, subsampleSize }) => height === Math.ceil(Math.log2(subsampleSize)),
  "The height does not belong to the subsample size",
);

/** The plain part of a saved forest. */
export type ForestFacts = z.infer<typeof forestFactsSchema>;

const BYTES = 4;

/** Columns, thresholds and sizes one after the other, 32 bits each, little-endian. */
export function encodeForest({ columns, thresholds, sizes }: Forest): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((columns.length + thresholds.length + sizes.length) * BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const column of columns) view.setInt32(at, column, true), at += BYTES;
  for (const threshold of thresholds) view.setFloat32(at, threshold, true), at += BYTES;
  for (const size of sizes) view.setUint32(at, size, true), at += BYTES;
  return bytes;
}

/**
 * The forest that {@linkcode encodeForest} wrote.
 *
 * @throws {TypeError} when the bytes are not those of such a forest: walking it would leave the
 * rows, or its counts do not add up
 */
export function decodeForest(facts: ForestFacts, bytes: Uint8Array): Forest {
  const { trees, height, subsampleSize, names } = facts;
  const slots = trees * 2 ** height;
  const inner = slots - trees;
  const length = (2 * inner + slots) * BYTES;
  if (bytes.length !== length) {
    throw new TypeError(`A saved forest has ${bytes.length} bytes in place of ${length}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = -BYTES;
  const forest: Forest = {
    trees,
    height,
    subsampleSize,
    cols: names.length,
    columns: new Int32Array(inner).map(() => view.getInt32(at += BYTES, true)),
    thresholds: new Float32Array(inner).map(() => view.getFloat32(at += BYTES, true)),
    sizes: new Uint32Array(slots).map(() => view.getUint32(at += BYTES, true)),
  };
  checkColumns(forest);
  for (let tree = 0; tree < trees; tree++) {
    if (checkedSize(forest, tree, 0) !== subsampleSize) {
      throw new TypeError(`Tree ${tree} of a saved forest has the wrong number of rows.`);
    }
  }
  return forest;
}

function checkColumns({ columns, cols }: Forest): void {
  if (columns.some((column) => column < 0 || column >= cols)) {
    throw new TypeError("A saved forest looks at a column that does not exist.");
  }
}

/** Rows below a node; a split must have some on both sides, the filling of an ended node none right. */
function checkedSize(forest: Forest, tree: number, node: number): number {
  const inner = 2 ** forest.height - 1;
  if (node >= inner) return forest.sizes[tree * (inner + 1) + node - inner];
  const threshold = forest.thresholds[tree * inner + node];
  const left = checkedSize(forest, tree, 2 * node + 1);
  const right = checkedSize(forest, tree, 2 * node + 2);
  const isSplit = Number.isFinite(threshold) && left > 0 && right > 0;
  const isEnded = threshold === Infinity && right === 0;
  if (!isSplit && !isEnded) {
    throw new TypeError(`Tree ${tree} of a saved forest has a node without rows.`);
  }
  return left + right;
}
