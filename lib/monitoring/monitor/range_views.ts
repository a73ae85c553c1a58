import type { SeverityBand } from "../../learning/severity/severity.ts";
import type { BatchPart } from "./batch_times.ts";
import { LIVE_RANGES, type LiveRange } from "./live_range.ts";
import { RangeView } from "./range_view.ts";
import type { Lanes } from "./severity_lanes.ts";
import type { BucketColumns } from "./time_buckets.ts";

/** Records that begin so much earlier than the latest one are another recording: seconds. */
const ANOTHER_RECORDING = 24 * 3600;

/** What the charts of a range show. */
export interface ShownRange {
  buckets: BucketColumns;
  /** `null` before the first record. */
  lanes: Lanes | null;
}

/** Counts records for all ranges of time, each up to the latest record. */
export class RangeViews {
  readonly #views = new Map<LiveRange, RangeView>(
    LIVE_RANGES.map((range) => [range, new RangeView(range)]),
  );
  #latest = -Infinity;
  #column: string | null = null;

  /** Shows anomalies by a column from now on. */
  chooseLanes(column: string): void {
    this.#column = column;
    for (const view of this.#views.values()) view.chooseLanes(column);
  }

  /** Counts the parts of a batch. A recording that is sent again begins anew. */
  add(
    parts: readonly BatchPart[],
    scores: Float32Array,
    anomalies: Uint8Array,
    adaptive: number | null,
  ): void {
    const latest = Math.max(...parts.map(({ second }) => second));
    if (latest < this.#latest - ANOTHER_RECORDING) {
      this.#latest = -Infinity;
      for (const view of this.#views.values()) view.clear(this.#column);
    }
    this.#latest = Math.max(this.#latest, latest);
    for (const view of this.#views.values()) {
      for (const part of parts) view.add(part, scores, anomalies, adaptive);
    }
  }

  /** Counts an anomaly in its lanes. */
  addToLanes(value: string, second: number, band: SeverityBand): void {
    for (const view of this.#views.values()) view.addToLane(value, second, band);
  }

  /**
   * What a range shows.
   *
   * @param now where it ends, in seconds since 1970; `null`: at the latest record
   */
  of(range: LiveRange, now: number | null, lanes: number): ShownRange {
    const view = this.#views.get(range)!;
    const end = now ?? (this.#latest === -Infinity ? 0 : this.#latest);
    return { buckets: view.columns(end), lanes: view.lanes(end, lanes) };
  }
}
