/** Bytes that are gathered before they go to the disk. */
const BUFFER_BYTES = 2 ** 20;

/**
 * Writes to a file in large pieces: each call to the disk costs far more than the bytes it carries,
 * and networks deliver small pieces.
 */
export class BufferedFile {
  readonly #file: Deno.FsFile;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #used = 0;

  /** @param file open for writing; stays open */
  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  /** Takes bytes; they are written now or later. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const part = bytes.subarray(done, done + BUFFER_BYTES - this.#used);
      this.#buffer.set(part, this.#used);
      this.#used += part.length;
      done += part.length;
      if (this.#used === BUFFER_BYTES) await this.flush();
    }
  }

  /** Writes what has been gathered. */
  async flush(): Promise<void> {
    for (let done = 0; done < this.#used;) {
      done += await this.#file.write(this.#buffer.subarray(done, this.#used));
    }
    this.#used = 0;
  }
}
