/**
 * Writes ZIP archives (PKWARE APPNOTE 6.3.10, without zip64).
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";

/** A file to put into an archive. */
export interface ZipSource {
  /** Its path, with `/` between folders. */
  name: string;
  /** Opens its content when its turn comes. */
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

const LOCAL = 0x04034b50, DESCRIPTOR = 0x08074b50, CENTRAL = 0x02014b50, END = 0x06054b50;
/** Sizes and checksum stand behind the content, so that no file has to be in memory. */
const SIZES_BEHIND = 1 << 3;
const VERSION = 20, DEFLATED = 8, UTF8 = 1 << 11;
/** 1 January 1980: the same content gives the same archive. */
const DATE = 0x21;
const MOST = 2 ** 32 - 1;

/**
 * An archive as a stream; little of a file is in memory at a time, and no more is read than is taken.
 *
 * @throws {RangeError} through the stream, where the archive or a file would be 4 GiB or larger
 */
export function writeZip(files: ZipSource[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = archiveOf(files);
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      await parts.return();
    },
  }, { highWaterMark: 0 });
}

async function* archiveOf(files: ZipSource[]): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  const counted = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length;
    if (offset > MOST) throw new RangeError("The archive would be larger than 4 GiB.");
    return bytes;
  };
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    const start = offset;
    yield counted(Buffer.concat([words([LOCAL, 4]), header(0, 0, 0, name.length), name]));
    const content = { checksum: 0, bytes: 0 };
    const watched = (await file.open()).pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          content.checksum = crc32(chunk, content.checksum);
          content.bytes += chunk.length;
          if (content.bytes > MOST) throw new RangeError(`"${file.name}" is larger than 4 GiB.`);
          controller.enqueue(chunk);
        },
      }),
    );
    const begin = offset;
    for await (const chunk of watched.pipeThrough(new CompressionStream("deflate-raw"))) {
      yield counted(chunk);
    }
    const packed = offset - begin;
    const { checksum, bytes } = content;
    yield counted(words([DESCRIPTOR, 4], [checksum, 4], [packed, 4], [bytes, 4]));
    directory.push(centralRecord(header(checksum, packed, bytes, name.length), start), name);
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  yield counted(Buffer.concat([...directory, endRecord(files.length, bytes, offset)]));
}

/** What the record before a file and its record in the directory share. */
function header(checksum: number, packed: number, unpacked: number, name: number): Uint8Array {
  return words(
    [VERSION, 2],
    [UTF8 | SIZES_BEHIND, 2],
    [DEFLATED, 2],
    [0, 2],
    [DATE, 2],
    [checksum, 4],
    [packed, 4],
    [unpacked, 4],
    [name, 2],
    [0, 2],
  );
}

function centralRecord(facts: Uint8Array, offset: number): Uint8Array {
  const before = words([CENTRAL, 4], [VERSION, 2]);
  const after = words([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]);
  return new Uint8Array(Buffer.concat([before, facts, after]));
}

function endRecord(files: number, bytes: number, offset: number): Uint8Array {
  return words([END, 4], [0, 2], [0, 2], [files, 2], [files, 2], [bytes, 4], [offset, 4], [0, 2]);
}

/** Unsigned numbers of two or four bytes, little-endian. */
function words(...fields: [value: number, bytes: 2 | 4][]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}
