/**
 * Behaviour checks on the records of a sensor, whose state survives a crash at any moment.
 *
 * @module
 */
import { join } from "node:path";
import { LiveAnalysis } from "../../behaviour/stream/live_analysis.ts";
import type { LiveFinding } from "../../behaviour/stream/live_finding.ts";
import { SnapshotError } from "../../behaviour/stream/snapshot.ts";
import { RecordBlocks } from "../../datasets/connections/record_blocks.ts";
import type { SensorChecksState, SensorSegment, SensorSettings } from "../../resources/sensor.ts";
import { replaceFile } from "../../store/durable.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import { flattenRecord } from "../../values/flatten.ts";
import { frameLines } from "../kept/frame.ts";
import { lineParser } from "../kept/parse_lines.ts";
import { readSegment } from "../kept/segment_frames.ts";
import type { SourceBlock } from "../source/source.ts";

const MINUTE = 60_000;
/** Snapshots take at most this part of the time. */
const SNAPSHOT_SHARE = 0.05;
/** Records that come so much later than they began are of the past: nobody waits for what they say. */
const PAST = 15 * MINUTE;
const REVIEW_EVERY = { live: 5 * MINUTE, past: 6 * 60 * MINUTE };
/** Sets of columns that are known at the same time; logs of several kinds alternate. */
const MOST_HEADERS = 4;

const NOTHING_SEEN: SensorChecksState = {
  connections: 0,
  late: 0,
  timeless: 0,
  dropped: 0,
  days: 0,
  latest: null,
  error: null,
  snapshot: null,
  segment: 0,
  bytes: 0,
  lastFinding: 0,
};

/** What checks work with. */
export interface SensorChecksOptions {
  settings: Pick<SensorSettings, "timeZone">;
  /** Of the sensor. */
  folder: string;
  /** Where they go on; `null` where they begin. */
  state: SensorChecksState | null;
  /** The files of kept records, the oldest first. */
  segments: readonly SensorSegment[];
  /** A snapshot is written at least so much later than the one before: milliseconds, a minute. */
  snapshotEvery?: number;
}

/**
 * The checks of one sensor. Each block is looked at as one; what is found is committed with the block.
 * From time to time a snapshot is written, which the commit after it refers to: after a crash, the
 * kept records since then are looked at again, block by block, and give the same findings.
 */
export class SensorChecks {
  readonly #folder: string;
  readonly #analysis: LiveAnalysis;
  readonly #snapshotEvery: number;
  readonly #blocks = new Map<string, RecordBlocks>();
  #state: SensorChecksState;
  /** The snapshot that a commit refers to. */
  #committed: number | null;
  #nextSnapshot: number;

  private constructor(
    { folder, snapshotEvery = MINUTE }: SensorChecksOptions,
    analysis: LiveAnalysis,
    state: SensorChecksState,
  ) {
    this.#folder = folder;
    this.#analysis = analysis;
    this.#snapshotEvery = snapshotEvery;
    this.#state = state;
    this.#committed = state.snapshot;
    this.#nextSnapshot = Date.now() + snapshotEvery;
  }

  /**
   * Opens the checks of a sensor where they were left.
   *
   * @returns with what was found again, or anew, in the records that were kept since
   */
  static async open(
    options: SensorChecksOptions,
  ): Promise<{ checks: SensorChecks; findings: LiveFinding[] }> {
    const { settings: { timeZone }, folder, state, segments } = options;
    let start: SensorChecksState = { ...NOTHING_SEEN, ...state, error: null };
    let analysis: LiveAnalysis;
    try {
      analysis = new LiveAnalysis({ timeZone }, await readSnapshotFile(folder, start.snapshot));
    } catch (error) {
      if (!(error instanceof SnapshotError) && !(error instanceof Deno.errors.NotFound)) {
        throw error;
      }
      // What is kept is all that is left to learn from.
      console.error(`The state of a sensor's checks is lost: ${error.message}`);
      analysis = new LiveAnalysis({ timeZone, lastFinding: start.lastFinding });
      start = { ...NOTHING_SEEN, lastFinding: start.lastFinding };
    }
    const checks = new SensorChecks(options, analysis, start);
    await removeOthers(folder, start.snapshot);
    return { checks, findings: await checks.#catchUp(segments) };
  }

  /** Where they go on once the block that was taken last is committed. */
  get state(): SensorChecksState {
    return this.#state;
  }

  /**
   * Looks at the records of a block.
   *
   * @param at when they were taken in, in milliseconds since 1970
   * @returns findings that are new or have changed
   */
  take(block: Pick<SourceBlock, "header" | "lines">, at: number): LiveFinding[] {
    if (this.#state.error !== null) return [];
    try {
      return this.#check(block, at);
    } catch (error) {
      // Records are still to be scored and kept.
      console.error("The behaviour checks of a sensor failed:", error);
      this.#state = { ...this.#state, error: "The checks failed. See the server's log." };
      return [];
    }
  }

  #check({ header, lines }: Pick<SourceBlock, "header" | "lines">, at: number): LiveFinding[] {
    const { records, latest } = this.#analysis.counts;
    const isPast = latest !== null && at - latest > PAST;
    this.#analysis.reviewEvery = isPast ? REVIEW_EVERY.past : REVIEW_EVERY.live;
    const blocks = this.#blocksOf(header);
    const parse = lineParser(header, (names) => blocks.used(names));
    const flat = new TextDecoder().decode(lines).split("\n").filter((line) => line !== "")
      .map((line) => flattenRecord(parse(line)));
    const block = blocks.read(flat, records, at);
    const findings = this.#analysis.push(block);
    const counts = this.#analysis.counts;
    this.#state = {
      ...this.#state,
      connections: counts.records,
      late: counts.late,
      timeless: counts.timeless,
      dropped: counts.dropped,
      days: counts.days,
      latest: counts.latest === null ? null : new Date(counts.latest).toISOString(),
      lastFinding: findings.reduce((last, { id }) => Math.max(last, id), this.#state.lastFinding),
    };
    return findings;
  }

  /**
   * Writes a snapshot if one is due, for the next commit to refer to.
   *
   * @param segment the file of kept records as it is with all blocks that were taken
   */
  async keep({ number, bytes }: SensorSegment): Promise<void> {
    const start = Date.now();
    if (start < this.#nextSnapshot || this.#state.error !== null) return;
    const snapshot = (this.#state.snapshot ?? 0) + 1;
    await replaceFile(snapshotPath(this.#folder, snapshot), this.#analysis.snapshot());
    this.#state = { ...this.#state, snapshot, segment: number, bytes };
    const took = Date.now() - start;
    this.#nextSnapshot = Date.now() + Math.max(this.#snapshotEvery, took / SNAPSHOT_SHARE);
  }

  /** Removes snapshots that no commit refers to any more. */
  async committed(): Promise<void> {
    const { snapshot } = this.#state;
    if (snapshot === this.#committed) return;
    const spent = this.#committed;
    this.#committed = snapshot;
    if (spent !== null) await removeIfThere(snapshotPath(this.#folder, spent));
  }

  /** Looks again at what was kept since the snapshot. */
  async #catchUp(segments: readonly SensorSegment[]): Promise<LiveFinding[]> {
    const { segment, bytes } = this.#state;
    const found = new Map<number, LiveFinding>();
    for (const each of segments) {
      if (each.number < segment) continue;
      const frames = await readSegment(this.#folder, each);
      for (const place of frames?.places ?? []) {
        if (each.number === segment && place.end <= bytes) continue;
        const { header, at } = place.head;
        const lines = new Uint8Array(frameLines(frames!.bytes, place));
        for (const finding of this.take({ header, lines }, at)) found.set(finding.id, finding);
      }
    }
    return [...found.values()];
  }

  #blocksOf(header: string): RecordBlocks {
    const known = this.#blocks.get(header) ?? new RecordBlocks(this.#analysis.names);
    this.#blocks.delete(header);
    this.#blocks.set(header, known);
    if (this.#blocks.size > MOST_HEADERS) this.#blocks.delete(this.#blocks.keys().next().value!);
    return known;
  }
}

const PREFIX = "checks-";

/** The file of a snapshot in the folder of a sensor. */
function snapshotPath(folder: string, number: number): string {
  return join(folder, `${PREFIX}${number}`);
}

/** Removes what a crash has left: snapshots that no commit refers to. */
async function removeOthers(folder: string, number: number | null): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith(PREFIX) && name !== `${PREFIX}${number}`) {
      await removeIfThere(join(folder, name));
    }
  }
}

async function readSnapshotFile(
  folder: string,
  number: number | null,
): Promise<Uint8Array | undefined> {
  return number === null ? undefined : await Deno.readFile(snapshotPath(folder, number));
}
