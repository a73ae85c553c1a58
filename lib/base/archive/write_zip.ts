/**
 * Writes ZIP archives.
 *
 * @module
 */
import { once } from "node:events";
import { Readable } from "node:stream";
// @ts-types="./yazl.d.ts"
import yazl from "yazl";

/** A file to put into an archive. */
export interface ZipSource {
  /** Its path, with `/` between folders. */
  name: string;
  /** Opens its content when its turn comes. */
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** The first day of the format, in local time as the format has it: the same content gives the same archive. */
const DATE = new Date(1980, 0, 1);

/**
 * An archive as a stream; little of a file is in memory at a time, and files are read as the archive
 * is taken. An error of a file is one of the stream.
 */
export function writeZip(files: ZipSource[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream;
  let current: Readable | undefined;
  const fail = (error: Error) => {
    output.destroy(error);
  };
  zip.on("error", fail);
  output.on("error", () => {}); // reading the stream reports it
  output.on("close", () => current?.destroy());
  for (const { name, open } of files) {
    zip.addReadStreamLazy(name, { mtime: DATE, forceDosTimestamp: true }, (opened) => {
      if (output.destroyed) return;
      open().then((content) => {
        // deno-lint-ignore no-explicit-any
        current = Readable.fromWeb(content as any);
        current.on("error", fail);
        if (output.destroyed) current.destroy();
        else opened(null, current);
      }).catch(fail);
    });
  }
  zip.end();
  const chunks = output.iterator() as AsyncIterator<Uint8Array<ArrayBuffer>>;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      output.destroy();
      if (!current || current.closed) return;
      const closed = once(current, "close");
      current.destroy();
      await closed;
    },
  }, { highWaterMark: 0 });
}
