/**
 * What a reader should know about the records of a stream.
 *
 * @module
 */
import { scoredWarnings } from "../batch/scored_counts.ts";
import type { Frame } from "../../learning/features/frame.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { ShiftCounter } from "../../learning/features/shifts.ts";
import { FEWEST_ROWS } from "../../training/warnings/model_warnings.ts";

/** Counts the records of a stream, and makes the warnings that a batch of them has. */
export class StreamWarnings {
  readonly #shifts: ShiftCounter;
  #rows = 0;
  #flagged = 0;
  /** Records at which to look again: each time that their number has doubled. */
  #next = FEWEST_ROWS;
  #told: readonly string[] = [];

  constructor(pipeline: FeaturePipeline) {
    this.#shifts = new ShiftCounter(pipeline.toJSON().features);
  }

  /** The warnings that were told last. */
  get told(): readonly string[] {
    return this.#told;
  }

  /**
   * Adds the records of a batch, however the stream is cut into batches.
   *
   * @param flags 1 for each record that is an anomaly
   * @returns warnings that are news, by the row of the batch at which they are
   */
  add(frame: Frame, flags: Uint8Array): Map<number, readonly string[]> {
    const found = new Map<number, readonly string[]>();
    for (let from = 0; from < flags.length;) {
      const to = Math.min(flags.length, from + this.#next - this.#rows);
      const isWhole = to - from === flags.length;
      this.#shifts.add(
        frame,
        isWhole ? null : Uint32Array.from({ length: to - from }, (_, i) => from + i),
      );
      for (let row = from; row < to; row++) this.#flagged += flags[row];
      this.#rows += to - from;
      from = to;
      if (this.#rows < this.#next) continue;
      this.#next *= 2;
      const news = this.#news();
      if (news) found.set(to - 1, news);
    }
    return found;
  }

  /** The warnings on all records so far, where they are not those that were told last. */
  #news(): readonly string[] | undefined {
    const current = scoredWarnings({ flagged: this.#flagged, shifts: this.#shifts.counts() });
    if (current.join("\n") === this.#told.join("\n")) return undefined;
    return this.#told = current;
  }
}
