/**
 * The beginning of a file, enough to tell what it is.
 *
 * @module
 */
import { DatasetError } from "../types.ts";
import type { ResolvedLimits } from "../limits.ts";
import { isGzipFile, readChunks } from "./chunks.ts";
import { unreadableKind } from "./container.ts";

/** The beginning of a text file. */
export interface Sample {
  /** Decoded, without byte order mark. */
  text: string;
  /** Whether this is the whole file. */
  complete: boolean;
}

const SAMPLE_BYTES = 2 ** 20;
const FEW_CONTROLS = 8;

/**
 * Reads the beginning of a file and refuses what cannot be a table in text form.
 *
 * @throws {DatasetError} when the file is empty, binary, or of a kind that is not read
 */
export async function readSample(
  path: string,
  limits: ResolvedLimits,
  signal?: AbortSignal,
): Promise<Sample> {
  if ((await Deno.stat(path)).size === 0) throw new DatasetError("The file is empty.");
  const { bytes, complete } = await readStart(path, limits, signal);
  if (bytes.length === 0) {
    const what = await isGzipFile(path) ? "gzip file holds nothing" : "file is empty";
    throw new DatasetError(`The ${what}.`);
  }
  const unreadable = unreadableKind(bytes);
  if (unreadable) throw new DatasetError(unreadable);
  if (looksBinary(bytes)) {
    throw new DatasetError(
      "The file holds binary data, not text. Netsift reads tables of connection records as text, " +
        "such as CSV.",
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") throw new DatasetError("The file holds nothing but blank lines.");
  return { text, complete };
}

async function readStart(path: string, limits: ResolvedLimits, signal?: AbortSignal) {
  const parts: Uint8Array[] = [];
  let length = 0;
  let complete = true;
  for await (const chunk of readChunks(path, { limits, signal })) {
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
