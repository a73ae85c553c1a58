/**
 * The headers of nfcapd files in both layouts.
 *
 * Source: nfdump, nffile.h and nffileV2.h.
 *
 * @module
 */
import { CaptureError } from "../capture_error.ts";

/** How the blocks of a file are compressed. */
export type BlockCompression = "none" | "lzo" | "bzip2" | "lz4" | "zstd";

/** What is at the front of a file. */
export interface FileHeader {
  /** Layout of the file: 1 for nfdump 1.6 and before, 2 for 1.7. */
  layout: 1 | 2;
  compression: BlockCompression;
  /** Blocks of records; 0 while a file is being written. */
  blocks: number;
  /** Where the first block begins. */
  length: number;
}

/** Bytes that tell whether a file is one of nfcapd. */
export const NFCAPD_MAGIC_BYTES = 4;
/** Bytes that hold either header. */
export const HEADER_BYTES = 276;

const MAGIC = 0xa50c;
const V1_STATISTICS_BYTES = 136;
const V1_HEADER_BYTES = 140;
const V2_HEADER_BYTES = 40;

/** Bits of the flags of the first layout. */
const V1_LZO = 0x1;
const V1_BZIP2 = 0x8;
const V1_LZ4 = 0x10;

const V2_COMPRESSIONS: readonly BlockCompression[] = ["none", "lzo", "bzip2", "lz4", "zstd"];

/** Whether bytes begin a file of nfcapd, on a machine of either byte order. */
export function isNfcapd(bytes: Uint8Array): boolean {
  if (bytes.length < NFCAPD_MAGIC_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [true, false].some((isLittleEndian) => {
    const layout = view.getUint16(2, isLittleEndian);
    return view.getUint16(0, isLittleEndian) === MAGIC && (layout === 1 || layout === 2);
  });
}

/**
 * Reads the header of a file.
 *
 * @returns `null` where more bytes are needed
 * @throws {CaptureError} when the file is none of nfcapd, or one that is not read
 */
export function readFileHeader(bytes: Uint8Array): FileHeader | null {
  if (bytes.length < NFCAPD_MAGIC_BYTES) return null;
  if (!isNfcapd(bytes)) throw new CaptureError("The file was not written by nfcapd.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0, true) !== MAGIC) {
    throw new CaptureError(
      "The nfcapd file was written on a big-endian machine. Convert it to CSV there with nfdump -o csv.",
    );
  }
  return view.getUint16(2, true) === 1 ? readV1(view) : readV2(view);
}

function readV1(view: DataView): FileHeader | null {
  if (view.byteLength < V1_HEADER_BYTES + V1_STATISTICS_BYTES) return null;
  const flags = view.getUint32(4, true);
  const compression = flags & V1_LZO
    ? "lzo"
    : flags & V1_BZIP2
    ? "bzip2"
    : flags & V1_LZ4
    ? "lz4"
    : "none";
  const length = V1_HEADER_BYTES + V1_STATISTICS_BYTES;
  return { layout: 1, compression, blocks: view.getUint32(8, true), length };
}

function readV2(view: DataView): FileHeader | null {
  if (view.byteLength < V2_HEADER_BYTES) return null;
  const compression = V2_COMPRESSIONS[view.getUint8(16)];
  if (compression === undefined) {
    throw new CaptureError("The nfcapd file is compressed in a way that Netsift does not know.");
  }
  if (view.getUint8(17) !== 0) throw new CaptureError("The nfcapd file is encrypted.");
  return { layout: 2, compression, blocks: view.getUint32(36, true), length: V2_HEADER_BYTES };
}
