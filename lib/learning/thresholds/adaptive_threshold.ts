/**
 * A threshold that follows a stream of scores.
 *
 * @module
 */
import { RollingSample } from "./rolling_sample.ts";

/** How a threshold follows its stream. */
export interface AdaptiveOptions {
  /** The quantile of the latest scores that is the threshold, 0 < q < 1. */
  q: number;
  /** How many scores that are. */
  window: number;
  /**
   * About how many scores in a row, all beyond what was usual, it takes to reset the window;
   * a quarter of the window at most, 0: never.
   */
  resetAfter: number;
}

/** What the rank of a score may differ from one half without counting as drift. */
const ALLOWANCE = 0.1;

/**
 * A rolling quantile with drift reset. Its memory is that of the window, however long the stream.
 *
 * Every score enters the window after it was judged, so about 1 - q of any stream is flagged in the
 * long run. A change of level would take a whole window to get through; so the ranks of the scores
 * within the window are watched by a two-sided cumulative sum, and once it is what `resetAfter`
 * scores beyond all others would make it, the window forgets all but the latest so many. It
 * cannot tell a flood of attacks from new habits: both become usual.
 *
 * Source of the cumulative sum: E. Page, "Continuous inspection schemes", Biometrika 41, 1954.
 */
export class AdaptiveThreshold {
  readonly #q: number;
  readonly #resetAfter: number;
  readonly #sample: RollingSample;
  #upward = 0;
  #downward = 0;
  #resets = 0;

  /**
   * @param start scores of normal rows that the window begins with; the last ones where they are more
   * @throws {RangeError} without such scores, or when an option is out of its range
   */
  constructor(start: Float32Array, { q, window, resetAfter }: AdaptiveOptions) {
    if (start.length === 0) {
      throw new RangeError("An adaptive threshold needs scores to start with.");
    }
    if (!(q > 0 && q < 1)) throw new RangeError(`q must lie between 0 and 1, not ${q}.`);
    if (!Number.isInteger(window) || window < 1) {
      throw new RangeError(`The window must be a whole number from 1, not ${window}.`);
    }
    if (!(resetAfter >= 0 && resetAfter <= window / 4)) {
      throw new RangeError(
        `A reset needs at most a quarter of the window, not ${resetAfter} rows.`,
      );
    }
    this.#q = q;
    this.#resetAfter = resetAfter;
    this.#sample = new RollingSample(window, start);
  }

  /** The next score is judged by this. */
  get value(): number {
    return this.#sample.quantile(this.#q);
  }

  /** How often the window has been reset. */
  get resets(): number {
    return this.#resets;
  }

  /**
   * Judges a score, then learns from it.
   *
   * @returns whether it is greater than the threshold
   */
  push(score: number): boolean {
    const flagged = score > this.value;
    const drift = this.#sample.rank(score) - 0.5;
    this.#sample.push(score);
    if (this.#resetAfter > 0) this.#watch(drift);
    return flagged;
  }

  #watch(drift: number): void {
    this.#upward = Math.max(0, this.#upward + drift - ALLOWANCE);
    this.#downward = Math.max(0, this.#downward - drift - ALLOWANCE);
    const limit = (0.5 - ALLOWANCE) * this.#resetAfter - 1e-9;
    if (this.#upward < limit && this.#downward < limit) return;
    this.#sample.keepLatest(this.#resetAfter);
    this.#upward = 0;
    this.#downward = 0;
    this.#resets++;
  }
}
