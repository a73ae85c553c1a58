/**
 * What a file is wrapped in, told from its first bytes and never from its name.
 *
 * @module
 */

const UNREADABLE: { magic: number[]; name: string; hint: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], name: "a ZIP archive inside another", hint: "Unpack it." },
  { magic: [0x42, 0x5a, 0x68], name: "bzip2 data", hint: "Unpack it first." },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: "xz data", hint: "Unpack it first." },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], name: "a 7z archive", hint: "Unpack it first." },
];

/** How many bytes tell what a file is. */
export const MAGIC_BYTES = 8;

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** How a single file may be compressed. */
export type Compression = "gzip" | "zstd";

/** What the bytes that begin a file are compressed with, or `null`. */
export function compressionOf(bytes: Uint8Array): Compression | null {
  if (startsWith(bytes, [0x1f, 0x8b])) return "gzip";
  return startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]) ? "zstd" : null;
}

/** Whether the bytes begin a ZIP archive, be it an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]);
}

/** Whether the bytes begin a Parquet file. */
export function isParquet(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x41, 0x52, 0x31]);
}

/**
 * Names a kind of file that this version cannot read.
 *
 * @param bytes the first bytes of the file
 * @returns a sentence for a person, or `null` when nothing speaks against the file
 */
export function unreadableKind(bytes: Uint8Array): string | null {
  const found = UNREADABLE.find(({ magic }) => startsWith(bytes, magic));
  if (!found) return null;
  return `The file is ${found.name}, which this version does not read yet. ${found.hint}`;
}
