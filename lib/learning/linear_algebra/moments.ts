/**
 * Means and covariances of the columns of many rows, on all cores.
 *
 * @module
 */
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import { columnSumsScratch } from "../../compute/rows/tasks/column_sums.ts";
import { crossProductsScratch } from "../../compute/rows/tasks/cross_products.ts";
import { wideStride } from "../../compute/rows/parts.ts";
import type { CallOptions } from "../../compute/trainer.ts";

/** Rows of `cols` numbers each, one after the other. */
export interface Rows {
  data: Float32Array;
  rows: number;
  cols: number;
}

/** The first and second moments of some columns. */
export interface Moments {
  /** The mean of each column. */
  mean: Float64Array;
  /** `cols * cols` numbers: the mean product of two columns' distances from their means. */
  covariance: Float64Array;
  /** The mean of the squares of the rows' squared distances from `mean`, unweighted. */
  quartic: number;
}

const FEWEST_ROWS = 1024;
const USUAL_ROWS = 8192;
/** Numbers that the sums of all blocks may take together. */
const MOST_SUMS = 2 ** 23;

/**
 * Rows of a block for tasks that write so many sums a block; depends on the data alone, so that the
 * results do.
 */
export function blockRowsFor(rows: number, sums: number): number {
  const few = Math.min(USUAL_ROWS, Math.max(FEWEST_ROWS, Math.ceil(rows / 64)));
  const blocks = Math.max(1, Math.floor(MOST_SUMS / sums));
  return Math.ceil(Math.max(few, rows / blocks) / 4) * 4;
}

/** Computes moments of one table again and again, such as of changing subsets of its rows. */
export class MomentPool implements Disposable {
  readonly #x: Rows;
  readonly #pool: RowPool<{ centre: Float32Array }>;

  private constructor(x: Rows, pool: RowPool<{ centre: Float32Array }>) {
    this.#x = x;
    this.#pool = pool;
  }

  /**
   * Prepares for a table.
   *
   * @throws {Error} when the kernels cannot run here
   */
  static async create(x: Rows): Promise<MomentPool> {
    const { rows, cols } = x;
    const pool = await RowPool.create({
      cols,
      constants: { centre: new Float32Array(wideStride(cols)) },
      scratchBytes: Math.max(columnSumsScratch(cols), crossProductsScratch(cols)),
      blockRows: blockRowsFor(rows, cols * cols),
    });
    return new MomentPool(x, pool);
  }

  /** The mean of each column. */
  async means(options: CallOptions = {}): Promise<Float64Array> {
    const { rows, cols } = this.#x;
    const sums = sharedArray(Float64Array, this.#pool.blocks(rows) * cols);
    await this.#pool.run("column-sums", this.#x, {}, { sums }, options);
    return addUp(sums, cols).map((sum) => sum / rows);
  }

  /**
   * Mean and covariance.
   *
   * @param near where the mean is, about; the nearer, the less is lost to rounding
   * @param weights one number a row in shared memory, not all 0; absent: each counts the same
   */
  async moments(
    near: Float64Array,
    weights?: Float32Array,
    options: CallOptions = {},
  ): Promise<Moments> {
    const { rows, cols } = this.#x;
    const blocks = this.#pool.blocks(rows);
    const results = {
      sums: sharedArray(Float64Array, blocks * cols),
      products: sharedArray(Float64Array, blocks * cols * cols),
      quartics: sharedArray(Float64Array, blocks),
    };
    const centre = this.#pool.constants.centre;
    centre.set(near);
    await this.#pool.run("cross-products", this.#x, { weights }, results, options);
    const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : rows;
    const offsets = addUp(results.sums, cols).map((sum) => sum / total);
    const covariance = addUp(results.products, cols * cols);
    for (let i = 0; i < cols; i++) {
      for (let j = 0; j <= i; j++) {
        const product = covariance[i * cols + j] / total - offsets[i] * offsets[j];
        covariance[i * cols + j] = covariance[j * cols + i] = product;
      }
    }
    return {
      mean: offsets.map((offset, i) => centre[i] + offset),
      covariance,
      quartic: addUp(results.quartics, 1)[0] / rows,
    };
  }

  [Symbol.dispose](): void {
    this.#pool[Symbol.dispose]();
  }
}

/** Mean and covariance of all rows. */
export async function momentsOf(
  x: Rows,
  { signal, onProgress }: CallOptions = {},
): Promise<Moments> {
  using pool = await MomentPool.create(x);
  const near = await pool.means({ signal, onProgress: (part) => onProgress?.(part / 3) });
  return await pool.moments(near, undefined, {
    signal,
    onProgress: (part) => onProgress?.((1 + 2 * part) / 3),
  });
}

/** The sum of what blocks have written, in their order: `size` numbers each. */
export function addUp(parts: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let from = 0; from < parts.length; from += size) {
    for (let i = 0; i < size; i++) sums[i] += parts[from + i];
  }
  return sums;
}
