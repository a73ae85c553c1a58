/**
 * Writes ZIP archives (PKWARE APPNOTE 6.3.10, without zip64).
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

/** A file to put into an archive. */
export interface ZipSource {
  /** Its path, with `/` between folders. */
  name: string;
  /** Reads its content when its turn comes. */
  read(): Promise<Uint8Array>;
}

const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50;
const VERSION = 20, DEFLATED = 8, UTF8 = 1 << 11;
/** 1 January 1980: the same content gives the same archive. */
const DATE = 0x21;
const MOST = 2 ** 32 - 1;

const pack = promisify(deflateRaw);

/**
 * An archive as a stream, file by file: one of them is in memory at a time.
 *
 * @throws {RangeError} through the stream, where the archive would be 4 GiB or larger
 */
export function writeZip(files: ZipSource[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  let next = 0;
  const chunk = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(Buffer.concat(parts));
    offset += bytes.length;
    if (offset > MOST) throw new RangeError("The archive would be larger than 4 GiB.");
    return bytes;
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (next === files.length) {
        const bytes = directory.reduce((sum, { length }) => sum + length, 0);
        controller.enqueue(chunk(...directory, endRecord(files.length, bytes, offset)));
        controller.close();
        return;
      }
      const file = files[next++];
      const content = await file.read();
      if (content.length > MOST) throw new RangeError(`"${file.name}" is larger than 4 GiB.`);
      const packed = await pack(content);
      const name = new TextEncoder().encode(file.name);
      const facts = header(crc32(content), packed.length, content.length, name.length);
      directory.push(centralRecord(facts, offset), name);
      controller.enqueue(chunk(words([LOCAL, 4]), facts, name, packed));
    },
  }, { highWaterMark: 0 });
}

/** What the record before a file and its record in the directory share. */
function header(checksum: number, packed: number, unpacked: number, name: number): Uint8Array {
  return words(
    [VERSION, 2],
    [UTF8, 2],
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
