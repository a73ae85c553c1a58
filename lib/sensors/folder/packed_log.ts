import type { Readable } from "node:stream";
import { concatenated } from "../../base/typed_arrays.ts";
import { faultBlock, type FileBlock, type FileReader } from "./file_reader.ts";
import type { LogOptions } from "./growing_log.ts";
import { LogLines } from "./log_lines.ts";
import type { LogPosition } from "./log_position.ts";

const LF = 0x0a;

/** Reads a packed log, which nothing is added to. What was read of it before it was packed is passed over. */
export class PackedLog implements FileReader {
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #log: LogPosition;
  readonly #options: LogOptions;
  readonly #size: number;
  /** Bytes of the content that are still to be passed over. */
  #skip: number;
  /** Bytes behind the log's offset that were unpacked. */
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  /**
   * @param stream its content, unpacked
   * @param size of the file
   */
  constructor(stream: Readable, size: number, log: LogPosition, options: LogOptions) {
    this.#stream = stream;
    this.#chunks = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    this.#log = log;
    this.#options = options;
    this.#size = size;
    this.#skip = log.offset;
  }

  async next(): Promise<FileBlock | null> {
    const log = this.#log;
    while (!log.isDone) {
      let isLast: boolean;
      try {
        isLast = !await this.#unpack();
      } catch {
        return this.#giveUp("A packed log is damaged or ends early.");
      }
      const feed = this.#rest.lastIndexOf(LF);
      const whole = this.#rest.subarray(0, isLast ? this.#rest.length : feed + 1);
      if (whole.length === 0 && this.#rest.length > this.#options.maxLineBytes) {
        return this.#giveUp("A packed log has a line that is too long; what follows was not read.");
      }
      if (whole.length === 0 && !isLast) continue;
      const lines = new LogLines(log.header, this.#options.eventType);
      const taken = lines.take(whole);
      log.offset += taken;
      log.header = lines.header;
      this.#rest = this.#rest.slice(taken);
      log.isDone = isLast && this.#rest.length === 0;
      if (!lines.isEmpty) return lines.block();
    }
    return null;
  }

  behindBytes(): Promise<number> {
    return Promise.resolve(this.#log.isDone ? 0 : this.#size);
  }

  [Symbol.dispose](): void {
    this.#stream.destroy();
  }

  /** Unpacks more of the content; says whether there was any. */
  async #unpack(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    const passed = Math.min(this.#skip, value.length);
    this.#skip -= passed;
    this.#rest = concatenated(Uint8Array, [
      this.#rest,
      value.subarray(passed),
    ]) as Uint8Array<ArrayBuffer>;
    return true;
  }

  #giveUp(reason: string): FileBlock {
    this.#log.isDone = true;
    return faultBlock(reason, this.#log.name);
  }
}
