/**
 * ZIP archives, read member by member as streams. Nothing is written under a name of the archive.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { pipeline, Readable, Transform } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
// @ts-types="./yauzl.d.ts"
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { DatasetError } from "../../../base/dataset_error.ts";

/** One file of an archive. */
export interface ZipMember {
  /** Its path, fit to be shown. */
  name: string;
  packedBytes: number;
  /** What the archive says; it may lie. */
  unpackedBytes: number;
  /** Opens its unpacked bytes; they end with an error where they do not match their checksum. */
  open(): Promise<Readable>;
}

/** An open archive. Close it with `using`. */
export interface ZipArchive extends Disposable {
  /** The files in it that may be tables: not folders, hidden files and what macOS adds. */
  members: ZipMember[];
}

const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY_BYTES = 2 ** 24;
const SHOWN_NAME_LENGTH = 200;
const STORED = 0, DEFLATED = 8;

/**
 * Opens an archive, zip64 included, and reads its directory.
 *
 * @throws {DatasetError} when the archive is damaged, encrypted, or has too many members
 */
export async function openZip(path: string): Promise<ZipArchive> {
  const zip = await yauzl.openPromise(path, { decodeStrings: false, autoClose: false })
    .catch((error) => {
      throw damaged(error);
    });
  try {
    if (zip.entryCount > MAX_ENTRIES) {
      throw new DatasetError(
        `The ZIP archive has ${zip.entryCount} members; the limit is ${MAX_ENTRIES}.`,
      );
    }
    const members: ZipMember[] = [];
    for (const entry of await readDirectory(zip)) {
      const name = decodeName(entry.fileNameRaw);
      if (name.endsWith("/") || isHidden(name)) continue;
      members.push({
        name,
        packedBytes: entry.compressedSize,
        unpackedBytes: entry.uncompressedSize,
        open: () => open(path, zip, entry, name),
      });
    }
    if (members.length === 0) throw new DatasetError("The ZIP archive contains no files.");
    return { members, [Symbol.dispose]: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readDirectory(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (bytes > MAX_DIRECTORY_BYTES) {
        throw new DatasetError("The names in the ZIP archive take more than 16 MiB.");
      }
      entries.push(entry);
    }
  } catch (error) {
    throw damaged(error);
  }
  return entries;
}

async function open(
  path: string,
  zip: ZipFile,
  entry: Entry,
  name: string,
): Promise<Readable> {
  if (entry.isEncrypted()) throw encrypted();
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new DatasetError(
      `"${name}" in the ZIP archive is packed with a method other than Deflate, which Netsift ` +
        `does not read. Pack it again with the usual settings.`,
    );
  }
  const start = await dataStart(zip, entry);
  // Not yauzl's own streams: they break down when they are left before their end.
  const packed = entry.compressedSize === 0
    ? Readable.from([])
    : createReadStream(path, { start, end: start + entry.compressedSize - 1 });
  const checked = checksum(entry.crc32, name);
  const ended = () => {};
  return entry.compressionMethod === STORED
    ? pipeline(packed, checked, ended)
    : pipeline(packed, createInflateRaw(), checked, ended);
}

async function dataStart(zip: ZipFile, entry: Entry): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    throw damaged(error);
  }
}

function checksum(expected: number, name: string): Transform {
  let actual = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      actual = crc32(chunk, actual);
      done(null, chunk);
    },
    flush(done) {
      done(
        actual === expected ? null : new DatasetError(
          `"${name}" in the ZIP archive does not match its checksum: it is damaged. Pack it again.`,
        ),
      );
    },
  });
}

/** The fault of an archive whose bytes cannot be unpacked; other errors as they are. */
export function unpackingFault(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code.startsWith("Z_") ? damaged(error) : error;
}

function damaged(error: unknown): Error {
  if (error instanceof DatasetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/encrypt/i.test(message)) return encrypted();
  if (/multi-disk/i.test(message)) {
    return new DatasetError("The ZIP archive is split into several files. Pack it as one.");
  }
  return new DatasetError(
    "The ZIP archive is cut off or damaged. Upload it again, or pack it again.",
  );
}

function encrypted(): DatasetError {
  return new DatasetError(
    "The ZIP archive is encrypted with a password. Pack it again without one.",
  );
}

function decodeName(raw: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    name = new TextDecoder("windows-1252").decode(raw);
  }
  return name.slice(-SHOWN_NAME_LENGTH).toWellFormed()
    .replaceAll("\\", "/").replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

function isHidden(name: string): boolean {
  return name.split("/").some((part) =>
    part === "__MACOSX" || (part.startsWith(".") && part !== "." && part !== "..")
  );
}
