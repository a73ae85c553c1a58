/**
 * What a source of records is. A new kind of sensor is one folder beside `folder/` and `packets/` with
 * a class that implements {@linkcode SensorSource}, its settings in `lib/resources/sensor.ts`, and a
 * line in `open_source.ts`. Keeping, scoring, committing, restarting and health are the sensor's.
 *
 * @module
 */
import type { ExporterHealth } from "../../resources/exporter_health.ts";

/** Records that came together, whole lines of one shape. */
export interface SourceBlock {
  /**
   * The lines that name the columns, each ended: of Zeek, or one of delimited text (CSV). Empty where
   * records are JSON objects. Blocks of the same columns have the very same header.
   */
  header: string;
  /** One record a line, each ended with a line feed. */
  lines: Uint8Array<ArrayBuffer>;
  records: number;
  /** Records of other kinds that were passed over. */
  skipped: number;
  /** What could not be read, and what is known to be missing. */
  faults: SourceFault[];
  /**
   * Where to go on once the block is committed, as JSON: a source that is opened there gives what
   * follows, nothing lost and nothing twice.
   */
  position: unknown;
}

/** Something that could not be read, or that never came. */
export interface SourceFault {
  /** A rejected line or datagram; or a gap: something that is known to be missing. */
  kind: "rejected" | "gap";
  /** Why, in a sentence; few different ones, for they are counted by reason. */
  reason: string;
  /** How many. */
  count: number;
  /** The beginning of the line, or what was missing. */
  example: string;
}

/** How far behind a source is. */
export interface SourceHealth {
  /** Bytes that wait to be read. */
  behindBytes: number;
  /** What it waits for or listens to, in a few words. */
  state: string;
  /** Those that send flows, where the kind has these. */
  exporters?: ExporterHealth[];
}

/** Records that never end, in blocks. Opened and read on the sensor's thread. */
export interface SensorSource extends Disposable {
  /**
   * The next block, as soon as there is one: some megabytes of text at most, and soon rather than
   * full. It is asked for again once the block is committed. A block may hold no records where only
   * faults or the position are news.
   *
   * @throws {SourceError} when it cannot go on; the sensor says why and opens it again later
   */
  next(signal: AbortSignal): Promise<SourceBlock>;
  health(): SourceHealth;
  /** Takes bytes that were sent to the sensor, where the kind has these; `null`: the stream has ended. */
  push?(bytes: Uint8Array<ArrayBuffer> | null): Promise<void>;
}

/** A source cannot go on; the message is for the person who set it up. */
export class SourceError extends Error {
  override name = "SourceError";
}
