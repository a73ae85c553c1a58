import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { compressionOf, MAGIC_BYTES } from "../../datasets/ingest/source/container.ts";
import { CAPTURE_MAGIC_BYTES, captureFormat } from "../../capture/packets/capture_reader.ts";
import { HEAD_BYTES } from "./file_head.ts";

/** Size of the pieces that files are read in. */
const CHUNK_BYTES = 2 ** 20;

const UNPACK = {
  gzip: () => createGunzip({ chunkSize: CHUNK_BYTES }),
  zstd: () => createZstdDecompress({ chunkSize: CHUNK_BYTES }),
};

/** What a file is by its content. */
export interface ContentKind {
  compression: keyof typeof UNPACK | null;
  isCapture: boolean;
  /** The first bytes, unpacked. */
  head: Uint8Array;
}

/** Looks at what a file begins with; what cannot be unpacked begins with nothing. */
export async function contentKind(path: string): Promise<ContentKind> {
  const start = await firstBytes(createReadStream(path, { end: HEAD_BYTES - 1 }), HEAD_BYTES);
  const compression = start.length >= MAGIC_BYTES ? compressionOf(start) : null;
  const head = compression === null
    ? start
    : await firstBytes(contentStream(path, compression), HEAD_BYTES).catch(() => new Uint8Array());
  const isCapture = captureFormat(head.subarray(0, CAPTURE_MAGIC_BYTES)) !== null;
  return { compression, isCapture, head };
}

/** The content of a file, unpacked. */
export function contentStream(path: string, compression: ContentKind["compression"]): Readable {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (compression === null) return file;
  const stream = file.pipe(UNPACK[compression]());
  file.on("error", (error) => stream.destroy(error));
  stream.on("close", () => file.destroy());
  return stream;
}

async function firstBytes(stream: Readable, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(most);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const taken = chunk.subarray(0, most - length);
    bytes.set(taken, length);
    length += taken.length;
    if (length === most) break;
  }
  return bytes.subarray(0, length);
}
