/**
 * The bytes of a stream, unpacked on the way.
 *
 * @module
 */
import { createReadStream, type ReadStream } from "node:fs";
import type { Readable, Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { DatasetError } from "../../../base/dataset_error.ts";
import type { Budget } from "./budget.ts";
import type { Compression } from "./container.ts";

/** How to read bytes. */
export interface ChunkOptions {
  /** What may be unpacked. */
  budget: Budget;
  signal?: AbortSignal;
  /** Called with the share of the bytes that are read, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** Size of the pieces that files are read in. */
export const CHUNK_BYTES = 2 ** 20;

const UNPACK: Record<Compression, () => Transform> = {
  gzip: () => createGunzip({ chunkSize: CHUNK_BYTES }),
  zstd: () => createZstdDecompress({ chunkSize: CHUNK_BYTES }),
};

/** A stream with what is known of it. */
export interface ByteSource {
  stream: Readable;
  /** What it is compressed with; `null` for bytes as they are. */
  compression: Compression | null;
  /** How much of the stream is read, 0 to 1, when it has given so many bytes. */
  progress(unpackedBytes: number): number;
}

/** Opens a file. */
export function fileStream(path: string): ReadStream {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/**
 * Reads a stream to its end as unpacked chunks of at most about one MiB.
 *
 * @throws {DatasetError} when a compressed stream is damaged, or grows past the budget
 */
export async function* readChunks(
  { stream: source, compression, progress }: ByteSource,
  { budget, signal, onProgress }: ChunkOptions,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  const stream = compression === null ? source : source.pipe(UNPACK[compression]());
  if (stream !== source) source.on("error", (error) => stream.destroy(error));
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      signal?.throwIfAborted();
      budget.spend(chunk.length);
      total += chunk.length;
      onProgress?.(progress(total));
      yield chunk;
    }
  } catch (error) {
    throw compression === null ? error : asPackingFault(error, compression);
  } finally {
    source.destroy();
    stream.destroy();
  }
}

function asPackingFault(error: unknown, compression: Compression): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "Z_BUF_ERROR") {
    return new DatasetError(
      `The ${compression} file ends too early: it is cut off. Upload it again, or pack it again.`,
    );
  }
  if (typeof code === "string" && /^Z(STD)?_/.test(code)) {
    return new DatasetError(
      `The ${compression} file is damaged and cannot be unpacked. Upload it again, or pack it again.`,
    );
  }
  return error;
}
