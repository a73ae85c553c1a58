/**
 * What a file is wrapped in, told from its first bytes and never from its name.
 *
 * @module
 */

const CAPTURE_HINT =
  "Turn it into connection records with a flow meter such as CICFlowMeter or Zeek.";

const UNREADABLE: { magic: number[]; name: string; hint: string }[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], name: "a ZIP archive inside another", hint: "Unpack it." },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], name: "Zstandard data", hint: "Unpack it first." },
  { magic: [0x42, 0x5a, 0x68], name: "bzip2 data", hint: "Unpack it first." },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: "xz data", hint: "Unpack it first." },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], name: "a 7z archive", hint: "Unpack it first." },
  { magic: [0xd4, 0xc3, 0xb2, 0xa1], name: "a packet capture", hint: CAPTURE_HINT },
  { magic: [0xa1, 0xb2, 0xc3, 0xd4], name: "a packet capture", hint: CAPTURE_HINT },
  { magic: [0x0a, 0x0d, 0x0d, 0x0a], name: "a packet capture", hint: CAPTURE_HINT },
];

/** How many bytes tell what a file is. */
export const MAGIC_BYTES = 8;

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Whether the bytes begin a gzip stream. */
export function isGzip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x1f, 0x8b]);
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
