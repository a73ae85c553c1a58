/**
 * Encodings of text.
 *
 * @module
 */
import { isAscii, isUtf8 } from "node:buffer";

/** What a text in UTF-8 may begin with. */
export const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Whether the byte order mark of UTF-8 is at a place. */
export function hasMarkAt(bytes: Uint8Array, at: number): boolean {
  return BYTE_ORDER_MARK.every((byte, i) => bytes[at + i] === byte);
}

/** An encoding by its name in the Encoding standard. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** What people call an encoding. */
export const ENCODING_NAMES: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};

const LF = 10;
const UTF_16_SHARE = 0.3;

/**
 * Tells the encoding of a text from its beginning.
 *
 * UTF-16 is known by its byte order mark or by NUL bytes in every other place. Other text is UTF-8
 * unless more of its lines contradict UTF-8 than need it; Latin-1 is read as Windows-1252, which
 * holds it.
 */
export function encodingOf(start: Uint8Array): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const wide = wideEncoding(start.subarray(0, 65_536));
  if (wide) return wide;
  return isAscii(start) || isUtf8(start) ? "utf-8" : narrowEncoding(start);
}

/** NUL bytes are in odd places in little-endian text of mostly Western letters, else in even ones. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  const nuls = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) nuls[i % 2]++;
  const many = UTF_16_SHARE * bytes.length;
  if (nuls[1] >= many && nuls[0] < nuls[1] / 10) return "utf-16le";
  if (nuls[0] >= many && nuls[1] < nuls[0] / 10) return "utf-16be";
  return null;
}

function narrowEncoding(bytes: Uint8Array): Encoding {
  let valid = 0;
  let invalid = 0;
  for (let position = 0; position < bytes.length;) {
    const lineFeed = bytes.indexOf(LF, position);
    // The last line may be cut within a character.
    if (lineFeed < 0 && position > 0) break;
    const line = bytes.subarray(position, lineFeed < 0 ? bytes.length : lineFeed);
    if (!isAscii(line)) isUtf8(line) ? valid++ : invalid++;
    position = lineFeed < 0 ? bytes.length : lineFeed + 1;
  }
  return looksSingleByte({ valid, invalid }) ? "windows-1252" : "utf-8";
}

/** Whether lines of text contradict UTF-8 rather than being damaged. */
export function looksSingleByte({ valid, invalid }: { valid: number; invalid: number }): boolean {
  return invalid > valid;
}

/** Turns chunks of text into UTF-8, without a byte order mark where the encoding is another. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === "utf-8") {
    yield* chunks;
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield encoder.encode(text);
  }
  const rest = decoder.decode();
  if (rest !== "") yield encoder.encode(rest);
}
