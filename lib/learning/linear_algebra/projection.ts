/**
 * Squared lengths of rows after a linear map, on all cores.
 *
 * @module
 */
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import { wideStride } from "../../compute/rows/parts.ts";
import { projectedNormsScratch } from "../../compute/rows/tasks/projected_norms.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import type { Rows } from "./moments.ts";

/** What rows are measured by: the squared length of (row - centre) times a matrix. */
export class Projection implements Disposable {
  readonly cols: number;
  readonly outputs: number;
  readonly #centre: Float64Array;
  readonly #directions: Float64Array;
  #pool: Promise<RowPool<{ centre: Float32Array; map: Float32Array }>> | null = null;

  /**
   * @param centre what is subtracted from rows
   * @param directions the columns of the matrix, one after the other, as long as the centre each
   */
  constructor(centre: Float64Array, directions: Float64Array) {
    this.cols = centre.length;
    this.outputs = directions.length / centre.length;
    this.#centre = centre;
    this.#directions = directions;
  }

  /**
   * The squared length of each row's image, in shared memory.
   *
   * @throws {Error} when the kernels cannot run here
   */
  async squaredLengths(x: Rows, options: CallOptions = {}): Promise<Float32Array> {
    const norms = sharedArray(Float32Array, x.rows);
    if (this.outputs === 0) return norms;
    const pool = await (this.#pool ??= this.#start());
    await pool.run("projected-norms", x, { outputs: this.outputs }, { norms }, options);
    return norms;
  }

  /** The part that each column has in the squared length of a row's image; they add up to it. */
  parts(row: ArrayLike<number>): Float64Array {
    return this.residuals(row).map((residual, j) => residual * (row[j] - this.#centre[j]));
  }

  /**
   * A row's image, mapped back. Where the matrix has orthonormal columns, that is the part of
   * row - centre that lies in their directions, as long as the image.
   */
  residuals(row: ArrayLike<number>): Float64Array {
    const residuals = new Float64Array(this.cols);
    for (let from = 0; from < this.#directions.length; from += this.cols) {
      const direction = this.#directions.subarray(from, from + this.cols);
      let image = 0;
      for (let j = 0; j < this.cols; j++) image += direction[j] * (row[j] - this.#centre[j]);
      for (let j = 0; j < this.cols; j++) residuals[j] += direction[j] * image;
    }
    return residuals;
  }

  [Symbol.dispose](): void {
    this.#pool?.then((pool) => pool[Symbol.dispose](), () => {});
    this.#pool = null;
  }

  #start() {
    const { cols, outputs } = this;
    const width = wideStride(outputs);
    const centre = new Float32Array(wideStride(cols));
    centre.set(this.#centre);
    const map = new Float32Array(wideStride(cols) * width);
    for (let output = 0; output < outputs; output++) {
      for (let j = 0; j < cols; j++) {
        map[j * width + output] = this.#directions[output * cols + j];
      }
    }
    return RowPool.create({
      cols,
      constants: { centre, map },
      scratchBytes: projectedNormsScratch(cols, outputs),
    });
  }
}
