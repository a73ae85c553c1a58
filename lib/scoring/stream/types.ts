/**
 * What a stream of records is told and tells.
 *
 * @module
 */
import type { ScoredBatch } from "../scored_batch.ts";

/** How records come. */
export const STREAM_FORMATS = ["ndjson", "csv"] as const;

/** Which records are explained. */
export const EXPLAIN_CHOICES = ["none", "anomalies", "all"] as const;

/** How a stream is read and answered. */
export interface StreamOptions {
  /** By the first byte that is not blank where it is absent: `{` for NDJSON. */
  format?: (typeof STREAM_FORMATS)[number];
  explain: (typeof EXPLAIN_CHOICES)[number];
  /** Contributions of a record at most; all where it is absent. */
  top?: number;
  /** Longer lines are answered as bad ones. */
  maxLineBytes: number;
  /** Verdicts are wanted as batches alone, and not as lines. */
  isSilent?: boolean;
}

/** A line that cannot be scored. */
export interface BadLine {
  line: number;
  /** Records of the block that are before it. */
  before: number;
  error: string;
}

/** Verdicts on some lines. */
export interface ScoredLines {
  /** NDJSON, a line for each of them. */
  text: Uint8Array<ArrayBuffer>;
  /** For the feed, when somebody watches and there are records. */
  batch: ScoredBatch | null;
  /** Lines that cannot be scored; absent where `text` has them. */
  bad?: readonly BadLine[];
}
