/**
 * Follows the logs and captures of a folder, whatever becomes of their files: renamed, truncated,
 * copied, packed or moved away.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import {
  type SensorSource,
  type SourceBlock,
  SourceError,
  type SourceHealth,
} from "../source/source.ts";
import { delay } from "../source/delay.ts";
import { CaptureFile, type CaptureTimeouts } from "./capture_file.ts";
import { type ContentKind, contentKind, contentStream } from "./content_stream.ts";
import type { FileReader } from "./file_reader.ts";
import { fitsPatterns } from "./file_patterns.ts";
import { CHUNK_BYTES, GrowingLog, type LogOptions } from "./growing_log.ts";
import { type FolderPosition, type LogPosition, rememberedLogs } from "./log_position.ts";
import { matchLogs, type SeenFile } from "./match_logs.ts";
import { PackedLog } from "./packed_log.ts";
import { skipToEnd } from "./skip_to_end.ts";

/** How often files are looked at for more. */
const POLL_MS = 200;

/** How often the folder is looked at for files that are new, renamed or gone. */
const SCAN_MS = 1000;

/** A packed file that did not change for so long is whole. */
const PACKED_MS = 2000;

/** Nothing is added to a log that was renamed, and has not changed, for so long. */
const RENAMED_MS = 5000;

/** A capture that did not change for so long has ended: with a later one beside it, or alone. */
const CAPTURE_MS = { replaced: 60_000, alone: 600_000 };

/** A file that changed within so long may grow at any moment; others are looked at with the folder. */
const LIVE_MS = 60_000;

/** Files that are open at the same time; the one read longest ago is closed. */
const MOST_OPEN = 64;

/** What to follow. */
export interface FolderOptions extends LogOptions, CaptureTimeouts {
  /** A folder that may be read. */
  folder: string;
  /** See {@linkcode fitsPatterns}. */
  files: string;
  /** Where to begin in the files that are there at first. */
  start: "beginning" | "end";
  /** Milliseconds between two looks at the folder; a second where it is absent. */
  scanMs?: number;
}

/** A file of the folder as it was looked at last. */
interface KnownFile extends SeenFile {
  path: string;
  changedAt: number;
  kind: ContentKind;
}

/** Follows a folder from a position on. */
export class FolderSource implements SensorSource {
  readonly #options: FolderOptions;
  readonly #readers = new Map<LogPosition, FileReader>();
  readonly #buffer = new Uint8Array(CHUNK_BYTES);
  #logs: LogPosition[];
  #isNew: boolean;
  /** By key. */
  #files = new Map<string, KnownFile>();
  #scannedAt = -Infinity;
  #behindBytes = 0;

  /** @param position as a block of this source gave it; `null` at first */
  constructor(options: FolderOptions, position: FolderPosition | null) {
    this.#options = options;
    this.#logs = structuredClone(position?.logs ?? []);
    this.#isNew = position === null;
  }

  async next(signal: AbortSignal): Promise<SourceBlock> {
    for (;; await delay(Math.min(POLL_MS, this.#options.scanMs ?? POLL_MS), signal)) {
      signal.throwIfAborted();
      if (performance.now() - this.#scannedAt > (this.#options.scanMs ?? SCAN_MS)) {
        await this.#scan();
        this.#scannedAt = performance.now();
      }
      if (this.#isNew) {
        this.#isNew = false;
        return { ...NOTHING, position: this.#position() };
      }
      for (const log of this.#inOrder()) {
        const block = await (await this.#reader(log))?.next(this.#isClosed(log));
        if (!block) continue;
        await this.#measure();
        return { ...block, position: this.#position() };
      }
      this.#behindBytes = 0;
    }
  }

  health(): SourceHealth {
    const files = this.#logs.filter(({ missedAt }) => missedAt === null).length;
    return { behindBytes: this.#behindBytes, state: `${files} files in the folder` };
  }

  [Symbol.dispose](): void {
    for (const reader of this.#readers.values()) reader[Symbol.dispose]();
    this.#readers.clear();
  }

  #position(): FolderPosition {
    return { logs: structuredClone(this.#logs) };
  }

  /** Looks at the folder. Files that have not changed since are not opened. */
  async #scan(): Promise<void> {
    const now = Date.now();
    const before = this.#files;
    const files = new Map<string, KnownFile>();
    const changed: KnownFile[] = [];
    for (const name of await this.#names()) {
      const path = join(this.#options.folder, name);
      const stat = await Deno.lstat(path).catch(() => null);
      if (!stat?.isFile || stat.size === 0) continue;
      const key = `${stat.dev}:${stat.ino}`;
      const log = this.#logs.find(({ file }) => file === key);
      if (!log && !fitsPatterns(name, this.#options.files)) continue;
      const changedAt = stat.mtime?.getTime() ?? now;
      const known = before.get(key);
      const isSame = known?.size === stat.size && known.changedAt === changedAt;
      const kind = isSame ? known.kind : await contentKind(path).catch(() => null);
      if (!kind) continue;
      const isWhole = kind.compression !== null || kind.isCapture;
      const file = { key, name, path, size: stat.size, changedAt, isWhole, kind, head: kind.head };
      files.set(key, file);
      if (!isSame || !log) changed.push(file);
    }
    this.#files = files;
    changed.sort((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1));
    const begun = matchLogs(this.#logs, changed, new Set(files.keys()), now);
    this.#logs = rememberedLogs(this.#logs, now);
    for (const log of this.#isNew && this.#options.start === "end" ? begun : []) {
      const { path, isWhole } = files.get(log.file!)!;
      await skipToEnd(log, path, isWhole);
    }
    await this.#closeReaders(now);
  }

  /** Closes files that hold another log by now, and those that were moved away and are read to the end. */
  async #closeReaders(now: number): Promise<void> {
    for (const [log, reader] of this.#readers) {
      const isLost = log.file === null || log.isDone || !this.#logs.includes(log);
      const isAway = log.missedAt !== null && now - log.missedAt > 2 * RENAMED_MS &&
        await reader.behindBytes() === 0;
      if (!isLost && !isAway) continue;
      reader[Symbol.dispose]();
      this.#readers.delete(log);
    }
  }

  async #names(): Promise<string[]> {
    try {
      return await Array.fromAsync(Deno.readDir(this.#options.folder), ({ name }) => name);
    } catch (error) {
      const reason = error instanceof Deno.errors.NotFound
        ? "does not exist"
        : error instanceof Deno.errors.NotADirectory
        ? "is no folder"
        : "cannot be read";
      throw new SourceError(`The folder ${this.#options.folder} ${reason}.`, { cause: error });
    }
  }

  /** Logs that may have more, those that were changed longest ago first. */
  #inOrder(): LogPosition[] {
    const changedAt = ({ file }: LogPosition) => this.#files.get(file ?? "")?.changedAt ?? 0;
    return this.#logs.filter((log) => !log.isDone && this.#mayHaveMore(log))
      .sort((a, b) => changedAt(a) - changedAt(b));
  }

  #mayHaveMore(log: LogPosition): boolean {
    const file = this.#files.get(log.file ?? "");
    if (!file) return this.#readers.has(log);
    const isLive = this.#readers.has(log) && Date.now() - file.changedAt < LIVE_MS;
    return isLive || file.isWhole || file.size > log.offset;
  }

  async #reader(log: LogPosition): Promise<FileReader | null> {
    const open = this.#readers.get(log);
    // Read last, last.
    this.#readers.delete(log);
    const reader = open ?? await this.#open(log);
    if (!reader) return null;
    this.#readers.set(log, reader);
    const [oldest] = this.#readers;
    if (this.#readers.size > MOST_OPEN) {
      oldest[1][Symbol.dispose]();
      this.#readers.delete(oldest[0]);
    }
    return reader;
  }

  /** Opens the file of a log, unless it is another by now or not whole yet. */
  async #open(log: LogPosition): Promise<FileReader | null> {
    const { path, size, kind: { compression, isCapture } } = this.#files.get(log.file!)!;
    if (compression !== null && !this.#isClosed(log)) return null;
    const content = compression === null ? null : () => contentStream(path, compression);
    if (isCapture) {
      return new CaptureFile(
        content ?? ((start) => createReadStream(path, { start })),
        () => Deno.stat(path).then(({ size }) => size, () => 0),
        log,
        this.#options,
      );
    }
    if (content) return new PackedLog(content(), size, log, this.#options);
    const file = await Deno.open(path).catch(() => null);
    if (!file) return null;
    const { dev, ino } = await file.stat();
    if (`${dev}:${ino}` === log.file) {
      return new GrowingLog(file, log, this.#options, this.#buffer);
    }
    file.close();
    return null;
  }

  /** Whether nothing will be added to the file of a log. */
  #isClosed(log: LogPosition): boolean {
    const file = this.#files.get(log.file!);
    if (!file) return log.missedAt !== null && Date.now() - log.missedAt > RENAMED_MS;
    const age = Date.now() - file.changedAt;
    if (file.kind.compression !== null) return age > PACKED_MS;
    if (!file.kind.isCapture) return file.name !== log.name && age > RENAMED_MS;
    const hasLater = [...this.#files.values()]
      .some(({ kind, changedAt }) => kind.isCapture && changedAt > file.changedAt);
    return age > (hasLater ? CAPTURE_MS.replaced : CAPTURE_MS.alone);
  }

  async #measure(): Promise<void> {
    let bytes = 0;
    for (const log of this.#inOrder()) {
      const reader = this.#readers.get(log);
      bytes += reader ? await reader.behindBytes() : this.#files.get(log.file!)!.size;
    }
    this.#behindBytes = bytes;
  }
}

const NOTHING = {
  header: "",
  lines: new Uint8Array(),
  records: 0,
  skipped: 0,
  faults: [],
};
