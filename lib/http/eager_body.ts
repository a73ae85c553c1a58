/**
 * Bodies that are read as fast as they come.
 *
 * @module
 */
import { Problem } from "./problem.ts";

/** Bytes that wait in memory at most; further ones go to a file. */
const MEMORY_BYTES = 2 ** 20;
/** Bytes that are read from the file at once. */
const READ_BYTES = 2 ** 18;

/** How to read a body. */
export interface EagerOptions {
  /** Where the file goes; it is removed as soon as it is open. */
  folder: string;
  /** Most bytes that may wait. */
  maxBytes: number;
}

/**
 * Reads a stream to its end without ever letting it wait; what nobody has asked for yet is kept, in
 * memory while it is little and in a temporary file beyond.
 *
 * Deno's server from 2.8.3 on (2.9.6 was the newest tried) copies all that has come of a chunked body
 * with every read once its reader has paused: 5 ms for 64 KiB, so that a stream that is scored while
 * it comes in is slowed down to a quarter. A reader that never pauses pays nothing.
 *
 * @throws {Problem} 413 from the stream that is returned, where too much waits
 */
export function readEagerly(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: EagerOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const backlog = new Backlog(options);
  let isOver = false;
  let error: unknown = null;
  let wake = () => {};

  async function pump(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || isOver) break;
        backlog.push(value);
        wake();
      }
    } catch (cause) {
      error = cause;
      reader.cancel(cause).catch(() => {});
    }
    isOver = true;
    wake();
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start() {
      pump();
    },
    async pull(controller) {
      while (backlog.isEmpty && !isOver) await new Promise<void>((resolve) => wake = resolve);
      const next = error === null ? backlog.take() : null;
      if (next !== null) return controller.enqueue(next);
      backlog[Symbol.dispose]();
      if (error !== null) throw error;
      controller.close();
    },
    async cancel(reason) {
      isOver = true;
      backlog[Symbol.dispose]();
      await reader.cancel(reason);
    },
  }, { highWaterMark: 0 });
}

/** Bytes in their order: the first in memory, the others in a file, once there is one. */
class Backlog implements Disposable {
  readonly #options: EagerOptions;
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #memoryBytes = 0;
  #file: Deno.FsFile | null = null;
  #read = 0;
  #written = 0;

  constructor(options: EagerOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0 && this.#read === this.#written;
  }

  push(chunk: Uint8Array<ArrayBuffer>): void {
    if (this.#read === this.#written && this.#memoryBytes < MEMORY_BYTES) {
      this.#chunks.push(chunk);
      this.#memoryBytes += chunk.length;
      return;
    }
    const { folder, maxBytes } = this.#options;
    if (this.#written - this.#read + chunk.length > maxBytes) {
      throw new Problem(
        413,
        `More than ${maxBytes} bytes wait to be scored. Send them more slowly, or in several ` +
          `requests.`,
      );
    }
    const file = this.#file ??= openNameless(folder);
    file.seekSync(this.#written, Deno.SeekMode.Start);
    for (let at = 0; at < chunk.length;) at += file.writeSync(chunk.subarray(at));
    this.#written += chunk.length;
  }

  /** The next bytes, or `null` where there are none. */
  take(): Uint8Array<ArrayBuffer> | null {
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#memoryBytes -= chunk.length;
      return chunk;
    }
    if (!this.#file || this.#read === this.#written) return null;
    const bytes = new Uint8Array(Math.min(READ_BYTES, this.#written - this.#read));
    this.#file.seekSync(this.#read, Deno.SeekMode.Start);
    const read = this.#file.readSync(bytes) ?? 0;
    this.#read += read;
    if (this.#read === this.#written) {
      this.#file.truncateSync(0);
      this.#read = this.#written = 0;
    }
    return bytes.subarray(0, read);
  }

  [Symbol.dispose](): void {
    this.#file?.close();
    this.#file = null;
    this.#chunks.length = 0;
    this.#read = this.#written = 0;
  }
}

function openNameless(folder: string): Deno.FsFile {
  const path = Deno.makeTempFileSync({ dir: folder, prefix: "records-", suffix: ".part" });
  try {
    return Deno.openSync(path, { read: true, write: true });
  } finally {
    Deno.removeSync(path);
  }
}
