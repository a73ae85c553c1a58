/**
 * Frames: the records of one block as they are kept, with what models said of them. A file of kept
 * records is a sequence of frames; each can be read without those before it.
 *
 *     4 bytes  length of the head, little-endian
 *     head     JSON, see FrameHead
 *     records  zstd, one a line
 *     verdicts zstd, for each model in turn: scores and severities as 32-bit floats, then a byte a record
 *
 * @module
 */
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { concatenated } from "../../base/typed_arrays.ts";

/** A record that a model could not score has this byte; 0 and 1 say whether it was flagged. */
export const NOT_SCORED = 2;

/** What one model said of the records of a block, one entry a record. */
export interface FrameVerdicts {
  /** Id of the model. */
  model: string;
  scores: Float32Array;
  /** 0 to 100; `NaN` where the model is too old to tell. */
  severities: Float32Array;
  /** 1 for flagged records, 0 for others, {@linkcode NOT_SCORED}. */
  flags: Uint8Array;
}

/** The records of a block. */
export interface Frame {
  /** When they were taken in, in milliseconds since 1970. */
  at: number;
  /** The lines that name their columns, each ended; empty where each record does. */
  header: string;
  /** One record a line, each ended. */
  lines: Uint8Array;
  records: number;
  verdicts: FrameVerdicts[];
}

/** What precedes the records of a frame. */
export interface FrameHead {
  at: number;
  header: string;
  records: number;
  models: string[];
  /** Lengths in bytes of what follows. */
  packed: [records: number, verdicts: number];
}

const LENGTH_BYTES = 4;
const VERDICT_BYTES = 9;

/** A frame as bytes. */
export function encodeFrame({ at, header, lines, records, verdicts }: Frame): Uint8Array {
  const packedLines = zstdCompressSync(lines);
  const packedVerdicts = zstdCompressSync(verdictBytes(verdicts));
  const head: FrameHead = {
    at,
    header,
    records,
    models: verdicts.map(({ model }) => model),
    packed: [packedLines.length, packedVerdicts.length],
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, headBytes.length, true);
  return concatenated(Uint8Array, [length, headBytes, packedLines, packedVerdicts]);
}

/** Where a frame lies in a file of them. */
export interface FramePlace {
  head: FrameHead;
  /** Where its records begin. */
  start: number;
  /** Where the next frame begins. */
  end: number;
}

/**
 * Finds the frames of a file.
 *
 * @param bytes whole frames
 * @throws {TypeError} when they are none
 */
export function framePlaces(bytes: Uint8Array): FramePlace[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  const places: FramePlace[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + LENGTH_BYTES +
      (at + LENGTH_BYTES <= bytes.length ? view.getUint32(at, true) : 0);
    if (start > bytes.length || start === at + LENGTH_BYTES) {
      throw new TypeError("A file of kept records is damaged.");
    }
    const head: FrameHead = JSON.parse(decoder.decode(bytes.subarray(at + LENGTH_BYTES, start)));
    at = start + head.packed[0] + head.packed[1];
    if (at > bytes.length) throw new TypeError("A file of kept records is damaged.");
    places.push({ head, start, end: at });
  }
  return places;
}

/** The records of a frame, one a line. */
export function frameLines(bytes: Uint8Array, { head, start }: FramePlace): Uint8Array {
  return zstdDecompressSync(bytes.subarray(start, start + head.packed[0]));
}

/** What the models said of the records of a frame. */
export function frameVerdicts(bytes: Uint8Array, { head, start }: FramePlace): FrameVerdicts[] {
  const { records, models, packed } = head;
  const from = start + packed[0];
  // A copy, so that floats are aligned.
  const unpacked = zstdDecompressSync(bytes.subarray(from, from + packed[1])).slice();
  const { buffer, byteOffset } = new Uint8Array(unpacked);
  return models.map((model, index) => {
    const at = byteOffset + index * records * VERDICT_BYTES;
    const floats = (start: number) => new Float32Array(buffer.slice(start, start + 4 * records));
    return {
      model,
      scores: floats(at),
      severities: floats(at + 4 * records),
      flags: new Uint8Array(buffer, at + 8 * records, records),
    };
  });
}

function verdictBytes(verdicts: FrameVerdicts[]): Uint8Array {
  const parts = verdicts.flatMap(({ scores, severities, flags }) => [
    new Uint8Array(scores.buffer, scores.byteOffset, scores.byteLength),
    new Uint8Array(severities.buffer, severities.byteOffset, severities.byteLength),
    flags,
  ]);
  return concatenated(Uint8Array, parts);
}
