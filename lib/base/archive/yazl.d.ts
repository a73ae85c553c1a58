/** The part of yazl that is used here; its own types bring those of Node along, beside Deno's. */
import type { Readable } from "node:stream";

/** An archive that is being written. */
export interface ZipFile {
  /** The bytes of the archive. */
  outputStream: Readable;
  on(event: "error", listener: (error: Error) => void): void;
  addReadStreamLazy(
    path: string,
    options: { mtime: Date; forceDosTimestamp: boolean },
    open: (opened: (error: Error | null, stream?: Readable) => void) => void,
  ): void;
  end(): void;
}

declare const yazl: { ZipFile: new () => ZipFile };

export default yazl;
