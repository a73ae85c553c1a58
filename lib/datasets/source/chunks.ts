/**
 * The bytes of a file, decompressed on the way.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DatasetError } from "../types.ts";
import type { ResolvedLimits } from "../limits.ts";
import { isGzip } from "./container.ts";

/** How to read the bytes. */
export interface ChunkOptions {
  limits: ResolvedLimits;
  signal?: AbortSignal;
  /** Called with the share of the file's own bytes that are read, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

const CHUNK_BYTES = 2 ** 20;
const EXPANSION_CHECKED_FROM = 2 ** 30;

/** Whether the file is compressed with gzip. */
export async function isGzipFile(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const magic = new Uint8Array(2);
  return await file.read(magic) === 2 && isGzip(magic);
}

/**
 * Reads a plain or gzip file as uncompressed chunks of about one MiB.
 *
 * @throws {DatasetError} when the gzip stream is damaged, or grows past the limits
 */
export async function* readChunks(
  path: string,
  options: ChunkOptions,
): AsyncGenerator<Uint8Array> {
  const { limits, signal, onProgress } = options;
  const gzip = await isGzipFile(path);
  const size = (await Deno.stat(path)).size;
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = gzip ? file.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : file;
  file.on("error", (error) => stream.destroy(error));
  let total = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      signal?.throwIfAborted();
      total += chunk.length;
      if (gzip) refuseBomb(total, size, limits);
      else if (total > limits.maxUncompressedBytes) throw tooLarge(limits);
      onProgress?.(size === 0 ? 1 : file.bytesRead / size);
      yield chunk;
    }
  } catch (error) {
    throw gzip ? asGzipFault(error) : error;
  } finally {
    file.destroy();
    stream.destroy();
  }
}

function refuseBomb(total: number, size: number, limits: ResolvedLimits): void {
  if (total > limits.maxUncompressedBytes) throw tooLarge(limits);
  if (total > EXPANSION_CHECKED_FROM && total > size * limits.maxExpansion) {
    throw new DatasetError(
      `The gzip file unpacks to more than ${limits.maxExpansion} times its size, which no table of ` +
        `records does. It was not read further.`,
    );
  }
}

function tooLarge(limits: ResolvedLimits): DatasetError {
  const size = limits.maxUncompressedBytes;
  const shown = size >= 2 ** 30
    ? `${(size / 2 ** 30).toFixed(1)} GiB`
    : `${(size / 2 ** 20).toFixed(1)} MiB`;
  return new DatasetError(
    `The file holds more than ${shown} of text, the limit of this server. Split it into smaller files.`,
  );
}

function asGzipFault(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "Z_BUF_ERROR") {
    return new DatasetError(
      "The gzip file ends too early: it is cut off. Upload it again, or pack it again.",
    );
  }
  if (typeof code === "string" && code.startsWith("Z_")) {
    return new DatasetError(
      "The gzip file is damaged and cannot be unpacked. Upload it again, or pack it again.",
    );
  }
  return error;
}
