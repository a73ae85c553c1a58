import { createTarPacker } from "modern-tar";
import { createHash } from "node:crypto";
import type { BackupFile } from "./format.ts";

const CHUNK_BYTES = 2 ** 20;

/** Writes a tar archive into a file, in bounded memory, and notes what is in it. */
export class ArchiveWriter {
  readonly #packer = createTarPacker();
  readonly #written: Promise<void>;

  /** @param file to write to; it is closed with the archive */
  constructor(file: Deno.FsFile) {
    this.#written = this.#packer.readable.pipeTo(file.writable);
    this.#written.catch(() => {}); // told by whatever waits for it
  }

  /**
   * Adds a file as it is now: whether it is replaced or removed meanwhile plays no part.
   *
   * @param path its name in the archive
   * @returns `null` where it is not there any more
   */
  async addFile(path: string, source: string): Promise<BackupFile | null> {
    let file: Deno.FsFile;
    try {
      file = await Deno.open(source);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
    using _ = file;
    const { size } = await file.stat();
    return await this.#add(path, size, async function* () {
      for (let left = size; left > 0;) {
        // The archive keeps what it is given: each piece has its own memory.
        const bytes = new Uint8Array(Math.min(CHUNK_BYTES, left));
        const read = await file.read(bytes);
        if (read === null) throw new Error(`${source} shrank while it was being read.`);
        left -= read;
        yield bytes.subarray(0, read);
      }
    });
  }

  /** Adds a text. */
  async addText(path: string, text: string): Promise<BackupFile> {
    const bytes = new TextEncoder().encode(text);
    return await this.#add(path, bytes.length, async function* () {
      yield await Promise.resolve(bytes);
    });
  }

  /** Ends the archive. */
  async close(): Promise<void> {
    this.#packer.controller.finalize();
    await this.#written;
  }

  /** Gives the archive up. */
  async abort(reason: unknown): Promise<void> {
    this.#packer.controller.error(reason);
    await this.#written.catch(() => {});
  }

  async #add(
    path: string,
    bytes: number,
    content: () => AsyncGenerator<Uint8Array<ArrayBuffer>>,
  ): Promise<BackupFile> {
    const hash = createHash("sha256");
    const writer = this.#packer.controller
      .add({ name: path, size: bytes, mode: 0o600, mtime: new Date() }).getWriter();
    for await (const chunk of content()) {
      hash.update(chunk);
      await writer.write(chunk);
    }
    await writer.close();
    return { path, bytes, sha256: hash.digest("hex") };
  }
}
