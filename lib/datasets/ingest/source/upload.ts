/**
 * What was uploaded: one file, plain or compressed, or a ZIP archive of several.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { Readable } from "node:stream";
import { DatasetError } from "../../../base/dataset_error.ts";
import type { ResolvedLimits } from "../../limits.ts";
import { Budget } from "./budget.ts";
import { type ChunkOptions, fileStream, readChunks } from "./chunks.ts";
import { type Compression, compressionOf, isZip, MAGIC_BYTES } from "./container.ts";
import { openZip, unpackingFault, type ZipMember } from "./zip.ts";

/** One file of an upload. */
export interface Member {
  /** Its path within the archive; `null` for an upload that is no archive. */
  name: string | null;
  /** Where its bytes are as they are; `null` where they are packed. */
  path: string | null;
  /** What its bytes are compressed with, apart from a ZIP archive around it. */
  compression: Compression | null;
  /** Size in the upload in bytes, packed where it is packed. */
  size: number;
  /** Reads its unpacked bytes. */
  read(options: ChunkOptions): AsyncGenerator<Uint8Array>;
}

/** An upload, opened. Close it with `using`. */
export interface Upload extends Disposable {
  kind: "plain" | "compressed" | "zip";
  members: Member[];
  /** A new budget for one pass over all members. */
  budget(): Budget;
}

/**
 * Opens an upload. Its content decides what it is, never its name.
 *
 * @throws {DatasetError} when it is empty, or an archive that cannot be read
 */
export async function openUpload(
  path: string,
  limits: ResolvedLimits,
  signal?: AbortSignal,
): Promise<Upload> {
  const { size } = await Deno.stat(path);
  if (size === 0) throw new DatasetError("The file is empty.");
  const magic = await firstBytes(fileStream(path));
  if (isZip(magic)) return await zipUpload(path, size, limits, signal);
  const compression = compressionOf(magic);
  return {
    kind: compression === null ? "plain" : "compressed",
    members: [{
      name: null,
      path: compression === null ? path : null,
      compression,
      size,
      read(options) {
        const stream = fileStream(path);
        const progress = () => stream.bytesRead / size;
        return readChunks({ stream, compression, progress }, options);
      },
    }],
    budget: () => new Budget(limits, compression === null ? null : size),
    [Symbol.dispose]() {},
  };
}

async function zipUpload(
  path: string,
  size: number,
  limits: ResolvedLimits,
  signal?: AbortSignal,
): Promise<Upload> {
  const archive = await openZip(path);
  try {
    const members: Member[] = [];
    for (const entry of archive.members.toSorted(byName)) {
      signal?.throwIfAborted();
      members.push(await zipMember(entry));
    }
    return {
      kind: "zip",
      members,
      budget: () => new Budget(limits, size),
      [Symbol.dispose]: () => archive[Symbol.dispose](),
    };
  } catch (error) {
    archive[Symbol.dispose]();
    throw error;
  }
}

async function zipMember(entry: ZipMember): Promise<Member> {
  const compression = compressionOf(await firstBytes(await entry.open()));
  return {
    name: entry.name,
    path: null,
    compression,
    size: entry.packedBytes,
    async *read(options) {
      const stream = await entry.open();
      const progress = (unpacked: number) => unpacked / Math.max(unpacked, entry.unpackedBytes);
      try {
        yield* readChunks({ stream, compression, progress }, options);
      } catch (error) {
        throw unpackingFault(error);
      }
    },
  };
}

async function firstBytes(stream: Readable): Promise<Uint8Array> {
  let bytes = Buffer.alloc(0);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      bytes = Buffer.concat([bytes, chunk.subarray(0, MAGIC_BYTES)]);
      if (bytes.length >= MAGIC_BYTES) break;
    }
  } catch (error) {
    throw unpackingFault(error);
  } finally {
    stream.destroy();
  }
  return bytes;
}

/** "day 2" before "day 10". */
function byName(a: ZipMember, b: ZipMember): number {
  return a.name.localeCompare(b.name, "en", { numeric: true }) || (a.name < b.name ? -1 : 1);
}
