import type { SeverityBand } from "../../learning/severity/severity.ts";
import type { BatchPart } from "./batch_times.ts";
import { type LiveRange, RANGE_BUCKETS, RANGE_CELLS, RANGE_SECONDS } from "./live_range.ts";
import { type Lanes, SeverityLanes } from "./severity_lanes.ts";
import { type BucketColumns, TimeBuckets } from "./time_buckets.ts";

/** What one range of time holds; its memory is the same whatever its length. */
export class RangeView {
  readonly #seconds: number;
  #buckets: TimeBuckets;
  #lanes: SeverityLanes | null = null;

  constructor(range: LiveRange) {
    this.#seconds = RANGE_SECONDS[range];
    this.#buckets = this.#newBuckets();
  }

  /** Begins again with nothing, and lanes of a column. */
  clear(column: string | null): void {
    this.#buckets = this.#newBuckets();
    this.chooseLanes(column);
  }

  /** Begins again to show anomalies by a column. */
  chooseLanes(column: string | null): void {
    this.#lanes = column === null
      ? null
      : new SeverityLanes(column, this.#seconds / RANGE_CELLS, RANGE_CELLS);
  }

  /** Counts some records of a batch. */
  add(
    { second, from, to }: BatchPart,
    scores: Float32Array,
    anomalies: Uint8Array,
    adaptive: number | null,
  ): void {
    this.#buckets.add(second, scores.subarray(from, to), anomalies.subarray(from, to), adaptive);
  }

  /** Counts an anomaly in its lane. */
  addToLane(value: string, second: number, band: SeverityBand): void {
    this.#lanes?.add(value, second, band);
  }

  /** The buckets up to a second, its own included. */
  columns(second: number): BucketColumns {
    return this.#buckets.columns(second + this.#buckets.seconds);
  }

  lanes(second: number, most: number): Lanes | null {
    return this.#lanes?.lanes(second, most) ?? null;
  }

  #newBuckets(): TimeBuckets {
    return new TimeBuckets(RANGE_BUCKETS + 1, this.#seconds / RANGE_BUCKETS);
  }
}
