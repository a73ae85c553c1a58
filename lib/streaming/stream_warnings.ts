/**
 * What a reader should know about the records of a stream.
 *
 * @module
 */
import { scoredWarnings } from "../batches/scored_counts.ts";
import type { Frame } from "../features/frame.ts";
import type { FeaturePipeline } from "../features/pipeline.ts";
import { ShiftCounter } from "../features/shifts.ts";
import { FEWEST_ROWS } from "../runs/warnings/model_warnings.ts";

/** Counts the records of a stream, and makes the warnings that a batch of them has. */
export class StreamWarnings {
  readonly #shifts: ShiftCounter;
  #rows = 0;
  #flagged = 0;
  /** Records at which to look again. */
  #next = FEWEST_ROWS;
  #current: string[] = [];

  constructor(pipeline: FeaturePipeline) {
    this.#shifts = new ShiftCounter(pipeline.toJSON().features);
  }

  /** Adds the records of a batch. */
  add(frame: Frame, scores: Float32Array, threshold: number): void {
    this.#shifts.add(frame);
    this.#rows += scores.length;
    for (const score of scores) if (score > threshold) this.#flagged++;
  }

  /** The warnings when they were looked at last: each time that the records have doubled. */
  recent(): readonly string[] {
    if (this.#rows < this.#next) return this.#current;
    this.#next = 2 * this.#rows;
    return this.final();
  }

  /** The warnings on all records so far. */
  final(): readonly string[] {
    this.#current = scoredWarnings({ flagged: this.#flagged, shifts: this.#shifts.counts() });
    return this.#current;
  }
}
