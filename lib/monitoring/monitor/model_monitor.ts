/**
 * What one model says about the records that arrive, over the latest minutes.
 *
 * @module
 */
import { bandOf } from "../../learning/severity/severity.ts";
import { AdaptiveThreshold } from "../../learning/thresholds/adaptive_threshold.ts";
import { type DriftReport, driftReport } from "../drift/drift_report.ts";
import { DriftWindow } from "../drift/drift_window.ts";
import type { DriftReference } from "../drift/feature_reference.ts";
import type { VerdictBatch } from "../../scoring/verdict_feed.ts";
import { BatchTimes, type LiveClock } from "./batch_times.ts";
import type { LiveRange } from "./live_range.ts";
import { RangeViews } from "./range_views.ts";
import { Latencies, type LatencyPercentiles } from "./latencies.ts";
import { defaultLaneColumn } from "./lane_column.ts";
import { type Lanes, SeverityLanes } from "./severity_lanes.ts";
import { type BucketColumns, short, TimeBuckets } from "./time_buckets.ts";

/** State of a model, as the live page shows it. */
export interface MonitorState {
  /** Since the monitor began. */
  totals: { records: number; flagged: number; rejected: number; missedBatches: number };
  since: string;
  /** Records a second over the latest five seconds. */
  rate: number;
  /** Share of anomalies over the latest minute; `null` without records. */
  flaggedShare: number | null;
  latency: LatencyPercentiles | null;
  /** The model's own threshold. */
  threshold: number | null;
  /** `null` where held-out scores to begin with are lacking. */
  adaptive: { value: number | null; q: number; resets: number } | null;
  buckets: BucketColumns;
  /** `null` before the first record. */
  lanes: Lanes | null;
  /** What the times of both are: when records began, or when they arrived. */
  clock: LiveClock;
  /** Columns that records have, to choose lanes by. */
  columns: string[];
  /** What a reader should know about the stream or the request that came last. */
  warnings: readonly string[];
  /** `null` until the reference is there. */
  drift: DriftReport | null;
  /** Why there is no drift to tell. */
  driftFault: string | null;
}

/** Seconds that are shown. */
const SHOWN_SECONDS = 180;

/** Lanes that are shown. */
const SHOWN_LANES = 10;

/** Columns that are offered for lanes. */
const MOST_COLUMNS = 100;

/** Scores that the adaptive threshold looks at, and after how many of another level it starts again. */
const ADAPTIVE = { window: 2000, resetAfter: 200 };

/** Bounds of the adaptive threshold's quantile. */
const QUANTILE = { least: 0.9, most: 0.999 };

/** Watches one model. Memory is bounded whatever arrives. */
export class ModelMonitor {
  readonly #since = new Date().toISOString();
  readonly #totals = { records: 0, flagged: 0, rejected: 0, missedBatches: 0 };
  readonly #buckets = new TimeBuckets(SHOWN_SECONDS);
  readonly #times = new BatchTimes();
  readonly #ranges = new RangeViews();
  readonly #latencies = new Latencies();
  #lanes: SeverityLanes | null = null;
  #laneColumn: string | null;
  #columns: string[] = [];
  #adaptive: AdaptiveThreshold | null = null;
  #q = 0;
  #threshold: number | null = null;
  #warnings: readonly string[] = [];
  #drift: DriftWindow | null = null;
  #driftFault: string | null = null;

  /** @param laneColumn that a person chose, `null` to take a likely one */
  constructor(laneColumn: string | null = null) {
    this.#laneColumn = laneColumn;
  }

  /**
   * Begins the adaptive threshold: the quantile at which the model's threshold lies among these
   * scores, followed over the stream.
   *
   * @param heldOut scores of held-out normal records
   */
  startAdaptive(heldOut: Float32Array, threshold: number): void {
    const below = heldOut.reduce((count, score) => count + Number(score <= threshold), 0);
    this.#q = Math.min(QUANTILE.most, Math.max(QUANTILE.least, below / heldOut.length));
    this.#adaptive = new AdaptiveThreshold(heldOut, { ...ADAPTIVE, q: this.#q });
  }

  /** Begins to compare records with those of training, or says why that cannot be. */
  startDrift(reference: DriftReference | string): void {
    if (typeof reference === "string") this.#driftFault = reference;
    else this.#drift = new DriftWindow(reference);
  }

  /** Shows anomalies by another column from now on. */
  chooseLanes(column: string): void {
    if (column === this.#laneColumn && this.#lanes) return;
    this.#laneColumn = column;
    this.#lanes = new SeverityLanes(column);
    this.#ranges.chooseLanes(column);
  }

  /** Takes a batch in. */
  observe(batch: VerdictBatch, missed: number): void {
    const { scores, anomalies, severities, sample, flagged } = batch;
    const second = Math.floor((batch.at + batch.latencyMs) / 1000);
    this.#totals.records += scores.length;
    for (const anomaly of anomalies) this.#totals.flagged += anomaly;
    this.#totals.rejected += batch.rejected;
    this.#totals.missedBatches += missed;
    this.#threshold = batch.threshold;
    this.#warnings = batch.warnings ?? this.#warnings;
    this.#latencies.add(batch.latencyMs);
    for (const { index, record } of sample) {
      this.#adaptive?.push(scores[index]);
      this.#drift?.push(record);
    }
    const adaptive = this.#adaptive?.value ?? null;
    this.#buckets.add(second, scores, anomalies, adaptive);
    if (scores.length > 0) {
      this.#ranges.add(this.#times.partsOf(batch), scores, anomalies, adaptive);
    }
    if (sample.length === 0) return;
    const { record } = sample[0];
    this.#columns = Object.keys(record).slice(0, MOST_COLUMNS);
    this.#lanes ??= this.#firstLanes(record);
    for (const { index, record } of flagged) {
      const value = this.#lanes && Object.hasOwn(record, this.#lanes.column)
        ? record[this.#lanes.column]
        : null;
      const severity = severities[index];
      const band = Number.isNaN(severity) ? "high" : bandOf(severity);
      const lane = value === null ? "(no value)" : String(value);
      this.#lanes?.add(lane, second, band);
      const own = this.#times.clock === "records" ? this.#times.secondOf(record, batch.at) : null;
      this.#ranges.addToLanes(lane, own ?? second, band);
    }
  }

  /**
   * Its state.
   *
   * @param now in milliseconds since 1970
   * @param range that the charts show, by the records' own time where they have one; the last three
   *   minutes by arrival where it is not given
   */
  state(now: number, range?: LiveRange): MonitorState {
    const second = Math.floor(now / 1000);
    const latest = this.#buckets.totals(second, 5);
    const minute = this.#buckets.totals(second, 60);
    return {
      totals: { ...this.#totals },
      since: this.#since,
      rate: latest.records / 5,
      flaggedShare: minute.records === 0 ? null : minute.flagged / minute.records,
      latency: this.#latencies.percentiles(),
      threshold: this.#threshold,
      adaptive: this.#adaptive && {
        value: short(this.#adaptive.value),
        q: this.#q,
        resets: this.#adaptive.resets,
      },
      ...this.#shown(second, range),
      columns: this.#columns,
      warnings: this.#warnings,
      drift: this.#drift && driftReport(this.#drift),
      driftFault: this.#driftFault,
    };
  }

  #shown(second: number, range?: LiveRange): Pick<MonitorState, "buckets" | "lanes" | "clock"> {
    if (range === undefined) {
      return {
        buckets: this.#buckets.columns(second),
        lanes: this.#lanes?.lanes(second, SHOWN_LANES) ?? null,
        clock: "arrival",
      };
    }
    const clock = this.#times.clock ?? "arrival";
    const end = clock === "arrival" ? second : null;
    return { ...this.#ranges.of(range, end, SHOWN_LANES), clock };
  }

  #firstLanes(record: VerdictBatch["sample"][number]["record"]): SeverityLanes | null {
    const column = this.#laneColumn ?? defaultLaneColumn(record);
    if (column === null) return null;
    this.#ranges.chooseLanes(column);
    return new SeverityLanes(column);
  }
}
