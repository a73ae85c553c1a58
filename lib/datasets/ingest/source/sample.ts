/**
 * The beginning of a file, enough to tell what it is.
 *
 * @module
 */
import { DatasetError } from "../../../base/dataset_error.ts";
import { isNfcapd } from "../../../capture/nfcapd/file_header.ts";
import { captureFormat } from "../../../capture/read_capture.ts";
import type { ChunkOptions } from "./chunks.ts";
import { isParquet, unreadableKind } from "./container.ts";
import { type Encoding, encodingOf } from "./encoding.ts";
import type { Member } from "./upload.ts";

/** The beginning of a text. */
export interface Sample {
  /** Decoded, without byte order mark; lines end with LF or CRLF. */
  text: string;
  /** Whether this is the whole file. */
  complete: boolean;
}

/** The beginning of a text file as it is. */
export interface TextStart extends Sample {
  encoding: Encoding;
  /** Whether lines end with a carriage return alone, as on very old Macintoshes. */
  carriageReturns: boolean;
}

/** Files that are no text. */
export type BinaryKind = "parquet" | "capture" | "nfcapd";

const SAMPLE_BYTES = 2 ** 20;
const FEW_CONTROLS = 8;

/**
 * Reads the beginning of a file and refuses what cannot be a table.
 *
 * @returns the kind of a file that is no text
 * @throws {DatasetError} when the file is empty, binary, or of a kind that is not read
 */
export async function readSample(
  member: Member,
  options: ChunkOptions,
): Promise<TextStart | BinaryKind> {
  const { bytes, complete } = await readStart(member, options);
  if (bytes.length === 0) {
    throw new DatasetError(
      member.compression !== null && member.name === null
        ? `The ${member.compression} file is empty.`
        : "The file is empty.",
    );
  }
  if (isParquet(bytes)) return "parquet";
  if (captureFormat(bytes) !== null) return "capture";
  if (isNfcapd(bytes)) return "nfcapd";
  const unreadable = unreadableKind(bytes);
  if (unreadable) throw new DatasetError(unreadable);
  const encoding = encodingOf(bytes);
  if (encoding !== "utf-16le" && encoding !== "utf-16be" && looksBinary(bytes)) {
    throw new DatasetError(
      "The file contains binary data, not text. Netsift reads packet captures, nfcapd files, " +
        "tables of connection records as text, such as CSV, and Parquet.",
    );
  }
  const decoded = new TextDecoder(encoding).decode(bytes, { stream: !complete });
  if (decoded.trim() === "") throw new DatasetError("The file contains only blank lines.");
  const carriageReturns = endsWithCarriageReturns(decoded);
  const text = carriageReturns ? decoded.replaceAll("\r", "\n") : decoded;
  return { text, complete, encoding, carriageReturns };
}

async function readStart(member: Member, options: ChunkOptions) {
  const parts: Uint8Array[] = [];
  let length = 0;
  let complete = true;
  for await (const chunk of member.read(options)) {
    if (length >= SAMPLE_BYTES) {
      complete = false;
      break;
    }
    parts.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { bytes, complete };
}

/** A few control characters are faults of single lines, one in a hundred bytes is no text. */
function looksBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 65_536);
  let controls = 0;
  for (const byte of start) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  return bytes[0] === 0 || (controls > FEW_CONTROLS && controls > start.length / 100);
}

/** Whether more lines end with CR alone than with LF or CRLF, quoted cells left aside. */
function endsWithCarriageReturns(text: string): boolean {
  if (!text.includes("\r")) return false;
  const unquoted = text.replace(/"[^"]*"/g, "");
  const lineFeeds = unquoted.match(/\n/g)?.length ?? 0;
  const alone = unquoted.match(/\r(?!\n)/g)?.length ?? 0;
  return alone > lineFeeds;
}
