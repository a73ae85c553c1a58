/**
 * Scores rows by a forest.
 *
 * @module
 */
import { compileKernels } from "../../compute/engine/kernels.ts";
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import {
  type ForestScoresArgs,
  forestScratchBytes,
} from "../../compute/rows/tasks/forest_scores.ts";
import type { ScoreOptions } from "../detector.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { requireFinite } from "../matrix_checks.ts";
import { createPacer } from "../../base/pacer.ts";
import { averagePathLength } from "./average_path_length.ts";
import type { Forest } from "./forest.ts";
import { type PackedForest, packForest } from "./pack.ts";
import { addPathLengths } from "./walk.ts";

/** Steps down trees that take less time than to wake the kernels, some milliseconds. */
const STEPS_FOR_KERNELS = 1e6;
/** Steps that take the kernels as long as to start threads. */
const STEPS_FOR_THREADS = 2e7;
/** Rows of a block of the kernels, and steps of a block without them: a few milliseconds. */
const BLOCK_ROWS = 1024;
const BLOCK_STEPS = 5e5;

/** A forest in the memory of the kernels. */
interface Placed {
  pool: RowPool<Pick<PackedForest, "nodes" | "lengths">>;
  args: ForestScoresArgs;
}

/** A forest that is ready to score. Kernels and threads start when there are rows enough. */
export class ForestScorer implements Disposable {
  readonly #forest: Forest;
  readonly #lengths: Float64Array;
  readonly #threads: number | undefined;
  readonly #stepsOfRow: number;
  #placed: Promise<Placed | null> | null = null;

  /**
   * @param lengths the path length of each slot
   * @param threads at most; the number of cores by default
   */
  constructor(forest: Forest, lengths: Float64Array, threads?: number) {
    this.#forest = forest;
    this.#lengths = lengths;
    this.#threads = threads;
    this.#stepsOfRow = forest.trees * forest.height * forest.width;
  }

  /** The sum of path lengths over all trees that is scored 0.5. */
  get unit(): number {
    return this.#forest.trees * averagePathLength(this.#forest.subsampleSize);
  }

  /**
   * One score a row: 2^(-path lengths / unit).
   *
   * @throws {RangeError} when a value is NaN or infinite
   */
  async score(x: Matrix, options: ScoreOptions = {}): Promise<Float32Array> {
    const few = x.rows * this.#stepsOfRow < STEPS_FOR_KERNELS;
    const placed = few ? null : await (this.#placed ??= this.#place());
    if (!placed) return await this.#scoreHere(x, options);
    const { pool, args } = placed;
    const scores = sharedArray(Float32Array, x.rows);
    const faults = sharedArray(Int32Array, pool.blocks(x.rows));
    await pool.run("forest-scores", x, args, { scores, faults }, options);
    if (faults.includes(1)) requireFinite(x);
    options.onProgress?.(1);
    return scores;
  }

  /** None where the kernels cannot run. */
  async #place(): Promise<Placed | null> {
    const canRun = await compileKernels().then(() => true, () => false);
    if (!canRun) return null;
    const { trees, cols } = this.#forest;
    const { nodes, lengths, height, width } = packForest(this.#forest, this.#lengths);
    const args = { trees, height, width, unit: this.unit };
    const pool = await RowPool.create({
      cols,
      constants: { nodes, lengths },
      scratchBytes: forestScratchBytes(args, cols, BLOCK_ROWS),
      blockRows: BLOCK_ROWS,
      rowsForThreads: STEPS_FOR_THREADS / this.#stepsOfRow,
      threads: this.#threads,
    });
    return { pool, args };
  }

  async #scoreHere(x: Matrix, { signal, onProgress }: ScoreOptions): Promise<Float32Array> {
    requireFinite(x);
    const scores = new Float32Array(x.rows);
    const blockRows = Math.max(1, Math.floor(BLOCK_STEPS / this.#stepsOfRow));
    const pace = createPacer(signal);
    for (let from = 0; from < x.rows; from += blockRows) {
      await pace();
      const to = Math.min(from + blockRows, x.rows);
      const sums = new Float64Array(to - from);
      addPathLengths(this.#forest, this.#lengths, x.data, from, to, sums);
      for (let i = 0; i < sums.length; i++) scores[from + i] = 2 ** (-sums[i] / this.unit);
      onProgress?.(to / x.rows);
    }
    return scores;
  }

  [Symbol.dispose](): void {
    this.#placed?.then((placed) => placed?.pool[Symbol.dispose](), () => {});
  }
}
