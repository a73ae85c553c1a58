/**
 * Passes over rows with a mixture, on all cores.
 *
 * @module
 */
import { addUp, blockRowsFor, type Rows } from "../../learning/linear_algebra/moments.ts";
import { RowPool, sharedArray } from "../../compute/rows/pool.ts";
import {
  type MixtureConstants,
  mixtureConstants,
  mixtureSharesScratch,
} from "../../compute/rows/tasks/mixture_shares.ts";
import type { CallOptions } from "../../compute/trainer.ts";
import { type Mixture, placeMixture } from "./mixture.ts";

/** What rows say about the next mixture. */
export interface Expectation {
  /** The mean over rows of the logarithm of their density. */
  logLikelihood: number;
  /** The sum of all rows' shares in each component. */
  shares: Float64Array;
  /** Weighted sums of rows minus the component's mean. */
  sums: Float64Array;
  /** Weighted sums of products of rows minus the component's mean. */
  products: Float64Array;
}

/** Scores rows with mixtures of one shape. */
export class ExpectationPool implements Disposable {
  readonly #pool: RowPool<MixtureConstants>;
  readonly #args: { components: number; full: boolean };
  readonly #cols: number;

  private constructor(
    pool: RowPool<MixtureConstants>,
    cols: number,
    components: number,
    full: boolean,
  ) {
    this.#pool = pool;
    this.#args = { components, full };
    this.#cols = cols;
  }

  /**
   * Prepares for mixtures.
   *
   * @param rows that will be looked at at a time, about
   * @throws {Error} when the kernels cannot run here
   */
  static async create(
    cols: number,
    components: number,
    full: boolean,
    rows: number,
  ): Promise<ExpectationPool> {
    const pool = await RowPool.create<MixtureConstants>({
      cols,
      constants: mixtureConstants(cols, components, full),
      scratchBytes: mixtureSharesScratch(cols, { components, full }),
      blockRows: blockRowsFor(rows, components * cols * (full ? cols : 1)),
      rowsForThreads: 8192,
    });
    return new ExpectationPool(pool, cols, components, full);
  }

  /**
   * Takes another mixture.
   *
   * @throws {TrainingError} when a covariance is not positive definite
   */
  place(mixture: Mixture): void {
    placeMixture(this.#pool.constants, mixture);
  }

  /** The negative logarithm of the density at each row. */
  async scores(x: Rows, options: CallOptions = {}): Promise<Float32Array> {
    const scores = sharedArray(Float32Array, x.rows);
    await this.#pool.run("mixture-shares", x, this.#args, { scores }, options);
    return scores;
  }

  /** What the rows say about the next mixture. */
  async expect(x: Rows, options: CallOptions = {}): Promise<Expectation> {
    const { components, full } = this.#args;
    const cols = this.#cols;
    const blocks = this.#pool.blocks(x.rows);
    const size = components * cols * (full ? cols : 1);
    const results = {
      scores: sharedArray(Float32Array, x.rows),
      shares: sharedArray(Float64Array, blocks * components),
      sums: sharedArray(Float64Array, blocks * components * cols),
      products: sharedArray(Float64Array, blocks * size),
      likelihoods: sharedArray(Float64Array, blocks),
    };
    await this.#pool.run("mixture-shares", x, this.#args, results, options);
    return {
      logLikelihood: addUp(results.likelihoods, 1)[0] / x.rows,
      shares: addUp(results.shares, components),
      sums: addUp(results.sums, components * cols),
      products: addUp(results.products, size),
    };
  }

  [Symbol.dispose](): void {
    this.#pool[Symbol.dispose]();
  }
}
