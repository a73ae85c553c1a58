import type { FileBlock, FileReader } from "./file_reader.ts";
import { hasHead } from "./file_head.ts";
import { LogLines } from "./log_lines.ts";
import type { LogPosition } from "./log_position.ts";

/** Bytes that are read at a time. */
export const CHUNK_BYTES = 2 ** 20;

/** How a log is read. */
export interface LogOptions {
  eventType?: string;
  /** Longer lines are rejected. */
  maxLineBytes: number;
}

/** Reads a log that grows. The file stays open, so that it can be read to its end wherever it is moved. */
export class GrowingLog implements FileReader {
  readonly #file: Deno.FsFile;
  readonly #log: LogPosition;
  readonly #options: LogOptions;
  #buffer: Uint8Array<ArrayBuffer>;

  /** @param buffer to read into, which others may use in between */
  constructor(
    file: Deno.FsFile,
    log: LogPosition,
    options: LogOptions,
    buffer: Uint8Array<ArrayBuffer> = new Uint8Array(CHUNK_BYTES),
  ) {
    this.#file = file;
    this.#buffer = buffer;
    this.#log = log;
    this.#options = options;
  }

  async next(isClosed: boolean): Promise<FileBlock | null> {
    const log = this.#log;
    const bytes = await this.#read(log.offset, this.#buffer);
    if (bytes.length === 0 || !await this.#isStill()) return null;
    const lines = new LogLines(log.header, this.#options.eventType);
    const feed = bytes.lastIndexOf(LF);
    if (feed < 0 && bytes.length === this.#buffer.length) {
      log.offset = await this.#passLongLine(bytes, lines);
      return lines.isEmpty ? null : lines.block();
    }
    const isLast = isClosed && bytes.length < this.#buffer.length;
    const whole = bytes.subarray(0, isLast ? bytes.length : feed + 1);
    if (whole.length === 0) return null;
    const taken = lines.take(whole);
    const isNews = taken > 0 && !lines.isEmpty;
    log.offset += taken;
    log.header = lines.header;
    return isNews ? lines.block() : null;
  }

  async behindBytes(): Promise<number> {
    return Math.max(0, (await this.#file.stat()).size - this.#log.offset);
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }

  /** What was read is the log's only if the file had not been truncated by then. */
  async #isStill(): Promise<boolean> {
    const { size } = await this.#file.stat();
    const head = await this.#read(0, new Uint8Array(this.#log.headBytes));
    return size >= this.#log.offset && hasHead(head, this.#log);
  }

  /** Goes to the end of a line that fills the buffer: reads it in a larger one, or passes over it. */
  async #passLongLine(start: Uint8Array<ArrayBuffer>, lines: LogLines): Promise<number> {
    const { maxLineBytes } = this.#options;
    let at = this.#log.offset + start.length;
    if (this.#buffer.length <= maxLineBytes) {
      this.#buffer = new Uint8Array(Math.min(2 * this.#buffer.length, maxLineBytes + 1));
      return this.#log.offset;
    }
    for (;;) {
      const bytes = await this.#read(at, this.#buffer);
      const feed = bytes.indexOf(LF);
      if (feed < 0 && bytes.length > 0) {
        at += bytes.length;
        continue;
      }
      // Without an end it grows still; it is passed over when that is there.
      if (feed < 0) return this.#log.offset;
      lines.refuse(`A line is longer than ${maxLineBytes} bytes.`, start.subarray(0, SHOWN));
      return at + feed + 1;
    }
  }

  async #read(at: number, buffer: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    await this.#file.seek(at, Deno.SeekMode.Start);
    let length = 0;
    while (length < buffer.length) {
      const read = await this.#file.read(buffer.subarray(length));
      if (read === null) break;
      length += read;
    }
    return buffer.subarray(0, length);
  }
}

const LF = 0x0a;
const SHOWN = 120;
