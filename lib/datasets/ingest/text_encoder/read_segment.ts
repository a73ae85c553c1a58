/**
 * Segments of a text: runs of whole lines.
 *
 * @module
 */
import type { SegmentEncoder } from "./segment_encoder.ts";

/** A segment: the lines that begin within a range of bytes. */
export interface Segment {
  path: string;
  /** Where the range begins and ends. */
  from: number;
  to: number;
  /** Whether a line begins where the range does, whatever is before it. */
  isFirst: boolean;
  lineEnd: "\n" | "\r\n";
  /** A line end is looked for so far behind the range. */
  reach: number;
}

const LF = 10;

/**
 * Reads a segment and encodes it.
 *
 * @returns `"empty"` where no line begins in its range, `null` where the text is not plain
 */
export function encodeSegment(encoder: SegmentEncoder, segment: Segment) {
  const { isFirst, to, lineEnd, reach } = segment;
  // With the byte before it: a line begins behind a line end.
  const from = isFirst ? segment.from : segment.from - 1;
  const room = encoder.room(to - from + reach + lineEnd.length);
  const read = readAt(segment.path, from, room.subarray(0, to - from + reach));
  const start = isFirst ? 0 : afterLineEnd(room, 0, read);
  if (start === null) return read < to - from + reach ? "empty" : null;
  if (from + start >= to) return "empty";
  const end = afterLineEnd(room, to - from - 1, read);
  if (end !== null) return encoder.encode(start, end);
  if (read === to - from + reach) return null;
  // The last line of a file need not end.
  room.set(new TextEncoder().encode(lineEnd), read);
  return encoder.encode(start, read + lineEnd.length);
}

function afterLineEnd(bytes: Uint8Array, from: number, to: number): number | null {
  const at = bytes.subarray(0, to).indexOf(LF, from);
  return at < 0 ? null : at + 1;
}

/** Fills a buffer from a file; less only where the file ends. */
function readAt(path: string, offset: number, buffer: Uint8Array): number {
  using file = Deno.openSync(path);
  file.seekSync(offset, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < buffer.length) {
    const count = file.readSync(buffer.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return filled;
}
