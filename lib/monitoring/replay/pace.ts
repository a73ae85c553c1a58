/**
 * When the records of a replay are due.
 *
 * @module
 */
import type { ReplaySpeed } from "./replay_request.ts";

/** A pause between two records is at most so long. */
const LONGEST_PAUSE_MS = 5000;

/** Tells when each record in turn is due. */
export class Pace {
  readonly #stepMs: number | null;
  readonly #factor: number;
  #due = 0;
  #last: number | null = null;

  constructor(speed: ReplaySpeed) {
    this.#stepMs = "recordsPerSecond" in speed ? 1000 / speed.recordsPerSecond : null;
    this.#factor = "factor" in speed ? speed.factor : 1;
  }

  /**
   * When the next record is due, in milliseconds from the start. Longer pauses are cut to five
   * seconds; a record without a time, or of an earlier one, comes at once.
   *
   * @param time of the record in milliseconds, where the replay follows the times of the records
   */
  next(time: number | null): number {
    if (this.#stepMs !== null) {
      const due = this.#due;
      this.#due += this.#stepMs;
      return due;
    }
    if (time === null) return this.#due;
    const pause = this.#last === null ? 0 : (time - this.#last) / this.#factor;
    this.#due += Math.min(LONGEST_PAUSE_MS, Math.max(0, pause));
    this.#last = Math.max(time, this.#last ?? time);
    return this.#due;
  }
}
