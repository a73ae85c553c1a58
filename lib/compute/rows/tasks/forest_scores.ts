import type { RowBlock, RowThread } from "../task.ts";

/** Rows that lie together, as in `kernels/assembly/forest.ts`. */
export const FOREST_LANES = 64;
/** Bytes of nodes of a tree that more rows must pass by at once, or fetching it takes the time. */
const LARGE_TREE = 8192;
const LARGE_PASS = 1024;

/** A forest whose nodes and path lengths are the constants `nodes` and `lengths` of the pool. */
export interface ForestScoresArgs {
  trees: number;
  /** Steps from the root to a leaf: at least 3, where `width` is 0. */
  height: number;
  /** Columns that each node looks at; 0 for one, with nodes of half the size. */
  width: number;
  /** The sum of path lengths, over all trees, that is scored 0.5. */
  unit: number;
}

/** Where the scores go. */
export interface ForestScoresResults {
  /** One a row. */
  scores: Float32Array;
  /** 1 for each block that has a NaN or an infinite value, and scores that mean nothing. */
  faults: Int32Array;
}

/** Bytes of scratch that the task needs for blocks of so many rows. */
export function forestScratchBytes(
  args: Pick<ForestScoresArgs, "height" | "width">,
  cols: number,
  blockRows: number,
): number {
  return 4 * passRows(args) * ((cols + 3) & ~3) + 8 * ((blockRows + 7) & ~7);
}

function passRows({ height, width }: Pick<ForestScoresArgs, "height" | "width">): number {
  return 2 ** height * (8 + 8 * width) > LARGE_TREE ? LARGE_PASS : FOREST_LANES;
}

/** Scores rows by an isolation forest: 2^(-path lengths / unit). */
export function forestScores(
  { kernels, doubles, constants: { nodes, lengths }, scratch }: RowThread,
  { index, from, rows, address, stride, paddedRows }: RowBlock,
  args: ForestScoresArgs,
  { scores, faults }: ForestScoresResults,
): void {
  faults[index] = kernels.allFinite(address, paddedRows * stride) ? 0 : 1;
  const { trees, height, width, unit } = args;
  const pass = passRows(args);
  const sums = scratch + 4 * pass * stride;
  const walk = [sums, address, paddedRows, stride, nodes, lengths, trees, height] as const;
  if (width === 0) kernels.forestPathLengths(...walk, scratch, pass);
  else kernels.planePathLengths(...walk, width, scratch, pass);
  const first = sums / 8;
  for (let i = 0; i < rows; i++) scores[from + i] = 2 ** (-doubles[first + i] / unit);
}
