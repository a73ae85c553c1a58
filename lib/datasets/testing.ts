/**
 * What the tests of datasets share.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** Runs a test in its own folder, which is removed afterwards. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Puts texts and bytes together. */
export function bytesOf(...parts: (string | number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces = parts.map((part) =>
    typeof part === "string" ? encoder.encode(part) : Uint8Array.from(part)
  );
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** A member of an archive that {@linkcode zipOf} makes. */
export interface ZipFileSpec {
  name: string;
  content: string | Uint8Array;
  /** Leaves it unpacked. */
  stored?: boolean;
  /** General purpose bit flags. */
  flags?: number;
  /** Compression method, where it shall lie. */
  method?: number;
  /** Checksum, where it shall lie. */
  crc?: number;
}

/** A ZIP archive, be its names as hostile as they like. */
export function zipOf(...files: ZipFileSpec[]): Uint8Array<ArrayBuffer> {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content, stored, flags = 0x800, method, crc } of files) {
    const bytes = bytesOf(content);
    const data = stored ? bytes : Uint8Array.from(deflateRawSync(bytes));
    const common = [
      ...short(20),
      ...short(flags),
      ...short(method ?? (stored ? 0 : 8)),
      ...long(0),
      ...long(crc ?? crc32(bytes)),
      ...long(data.length),
      ...long(bytes.length),
      ...short(bytesOf(name).length),
      ...short(0),
    ];
    const local = bytesOf("PK", [3, 4], common, name, data);
    directory.push(
      bytesOf(
        "PK",
        [1, 2],
        short(20),
        common,
        short(0),
        short(0),
        short(0),
        long(0),
        long(offset),
        name,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const entries = bytesOf(...directory);
  const count = short(files.length);
  const end = [...short(0), ...short(0), ...count, ...count, ...long(entries.length)];
  return bytesOf(...locals, entries, "PK", [5, 6], end, long(offset), short(0));
}

function short(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

function long(value: number): number[] {
  return [...short(value), ...short(value >>> 16)];
}

/** Writes an upload into a folder. */
export async function upload(
  folder: string,
  content: string | Uint8Array,
  options: { gzip?: boolean; name?: string } = {},
): Promise<string> {
  const path = join(folder, options.name ?? "upload");
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await Deno.writeFile(path, options.gzip ? Uint8Array.from(gzipSync(bytes)) : bytes);
  return path;
}

/** A record of KDD'99, made up; `changes` replace fields by position. */
export function kddLine(label: string, changes: Record<number, string | number> = {}): string {
  const rates = Array.from({ length: 7 }, () => "0.00");
  const hostRates = Array.from({ length: 8 }, () => "0.25");
  const fields: (string | number)[] = [
    ...[3, "tcp", "http", "SF", 200, 4000],
    ...Array.from({ length: 16 }, () => 0),
    ...[4, 5, ...rates, 30, 40, ...hostRates, label],
  ];
  for (const [position, value] of Object.entries(changes)) fields[Number(position)] = value;
  return fields.join(",");
}

/** The folder of real datasets, or `null` where this machine has none. */
export async function realDataFolder(): Promise<string | null> {
  const folder = Deno.env.get("NETSIFT_TEST_DATA") ??
    fileURLToPath(import.meta.resolve("../../../shared/data"));
  const found = await Deno.stat(folder).then((entry) => entry.isDirectory, () => false);
  return found ? folder : null;
}
