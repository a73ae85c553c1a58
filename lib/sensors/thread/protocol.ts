/**
 * What the server and the thread of a sensor say to each other.
 *
 * @module
 */
import type { ExporterHealth } from "../../resources/exporter_health.ts";
import type { LiveFinding } from "../../behaviour/stream/live_finding.ts";
import type { SensorSegment, SensorSettings, SensorState } from "../../resources/sensor.ts";
import type { RunResult } from "../../resources/run.ts";
import type { ScoredBatch } from "../../scoring/scored_batch.ts";

/** A model of a sensor. */
export interface SensorModel {
  id: string;
  /** Of its bundle. */
  folder: string;
  threshold: RunResult["threshold"];
}

/** What a sensor does, and where it goes on. */
export interface SensorSpecification {
  settings: SensorSettings;
  state: SensorState;
  /** The files of its records, the oldest first. */
  segments: SensorSegment[];
  /** Where these lie. */
  folder: string;
  models: SensorModel[];
  /** Folders that may be followed. */
  allowedFolders: string[];
  maxLineBytes: number;
}

/** What a model said of the records of a block, for the feed. */
export interface SensorBatch {
  model: string;
  batch: ScoredBatch;
}

/** A block whose records are kept: to be committed as one. */
export interface SensorCommit {
  state: SensorState;
  /** The file that the records were added to; `null` where there were none. */
  segment: SensorSegment | null;
  batches: SensorBatch[];
  /** What behaviour checks found that is new or has changed. */
  findings: LiveFinding[];
  records: number;
  /** When the records were taken in, in milliseconds since 1970. */
  at: number;
}

/** How a sensor does between commits. */
export interface ThreadHealth {
  behindBytes: number;
  /** When it had read all that was there, in milliseconds since 1970. */
  caughtUpAt: number;
  /** What its source waits for. */
  state: string;
  /** Those that send flows, where the kind has these. */
  exporters?: ExporterHealth[];
}

/** Said to the thread. */
export type SensorRequest =
  | { type: "open"; specification: SensorSpecification }
  | { type: "committed" }
  /** These score from the next block on. */
  | { type: "models"; models: SensorModel[] }
  /** Bytes that were sent to the sensor; `null`: the stream has ended. */
  | { type: "push"; bytes: Uint8Array<ArrayBuffer> | null }
  | { type: "close" };

/** Said by the thread. */
export type SensorAnswer =
  /** The source is open and the models are loaded. */
  | { type: "opened" }
  | { type: "commit"; commit: SensorCommit }
  | { type: "health"; health: ThreadHealth }
  /** What was pushed is taken; of the end of a stream: all that came of it is committed. */
  | { type: "pushed"; error: string | null }
  | { type: "failed"; message: string }
  /** It has ended as it was asked to. */
  | { type: "closed" };
