/**
 * A forest as a file, and the check of one that is loaded.
 *
 * @module
 */
import { z } from "zod";
import { emptyForest, type Forest } from "./forest.ts";

/** The plain part of a saved forest. */
export const forestFactsSchema = z.strictObject({
  version: z.literal(1),
  trees: z.int().min(1),
  height: z.int().min(1).max(24),
  subsampleSize: z.int().min(2),
  /** Columns of each cut; absent: 1. */
  width: z.int().min(2).optional(),
  names: z.array(z.string()).min(1),
}).refine(
  ({ height, subsampleSize }) => height === Math.ceil(Math.log2(subsampleSize)),
  "The height does not belong to the subsample size",
);

/** The plain part of a saved forest. */
export type ForestFacts = z.infer<typeof forestFactsSchema>;

const BYTES = 4;

/** What is plain in a forest. */
export function forestFacts(forest: Forest, names: string[]): ForestFacts {
  const { trees, height, subsampleSize, width } = forest;
  return { version: 1, trees, height, subsampleSize, ...(width > 1 && { width }), names };
}

/**
 * Columns, thresholds and sizes one after the other, and then, for hyperplanes, weights and means;
 * 32 bits each, little-endian.
 */
export function encodeForest(
  { columns, thresholds, sizes, planes }: Forest,
): Uint8Array<ArrayBuffer> {
  const floats = planes ? [planes.weights, planes.means] : [];
  const arrays = [columns, thresholds, sizes, ...floats];
  const bytes = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0) * BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const column of columns) view.setInt32(at, column, true), at += BYTES;
  for (const threshold of thresholds) view.setFloat32(at, threshold, true), at += BYTES;
  for (const size of sizes) view.setUint32(at, size, true), at += BYTES;
  for (const array of floats) {
    for (const value of array) view.setFloat32(at, value, true), at += BYTES;
  }
  return bytes;
}

/**
 * The forest that {@linkcode encodeForest} wrote.
 *
 * @throws {TypeError} when the bytes are not those of such a forest: walking it would leave the
 * rows, or its counts do not add up
 */
export function decodeForest(facts: ForestFacts, bytes: Uint8Array): Forest {
  const { trees, height, subsampleSize, names, width = 1 } = facts;
  const slots = trees * 2 ** height;
  const inner = slots - trees;
  const planesLength = width > 1 ? inner * width + names.length : 0;
  const length = (inner * width + inner + slots + planesLength) * BYTES;
  if (bytes.length !== length) {
    throw new TypeError(`A saved forest has ${bytes.length} bytes in place of ${length}.`);
  }
  const forest = emptyForest({ trees, height, subsampleSize, cols: names.length, width });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = -BYTES;
  const { columns, thresholds, sizes, planes } = forest;
  for (let i = 0; i < columns.length; i++) columns[i] = view.getInt32(at += BYTES, true);
  for (let i = 0; i < thresholds.length; i++) thresholds[i] = view.getFloat32(at += BYTES, true);
  for (let i = 0; i < sizes.length; i++) sizes[i] = view.getUint32(at += BYTES, true);
  for (const array of planes ? [planes.weights, planes.means] : []) {
    for (let i = 0; i < array.length; i++) array[i] = view.getFloat32(at += BYTES, true);
    if (!array.every(Number.isFinite)) {
      throw new TypeError("A saved forest has hyperplanes that are not finite.");
    }
  }
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
