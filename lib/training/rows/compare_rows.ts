/**
 * How often rows repeat, and how many test rows a model has seen in training.
 *
 * @module
 */
import type { LabelledFrame } from "../../tables/frame/frame_request.ts";
import type { CategoryCodes, FrameColumn } from "../../learning/features/frame.ts";
import { filled } from "../../base/typed_arrays.ts";

/** Some rows of a frame. */
export interface FrameRows extends Pick<LabelledFrame, "frame" | "labels"> {
  rows: Uint32Array;
}

/** How often rows repeat. */
export interface RowComparison {
  /** Rows of train beyond the first of each kind. */
  trainDuplicates: number;
  /** Rows of test beyond the first of each kind. */
  testDuplicates: number;
  /** Rows of test that also appear in train. */
  overlap: number;
}

/**
 * Counts rows whose features and label are equal, within train, within test and across both.
 *
 * Rows are compared by a 53-bit hash of their values, so that a count over n different rows is off
 * by about n² / 2⁵⁴ rows: 0.001 for five million.
 *
 * @param train rows that may be trained on
 * @param test rows of the same feature columns; labels count where both sides have them
 */
export function compareRows(train: FrameRows, test: FrameRows): RowComparison {
  const withLabels = train.labels !== null && test.labels !== null;
  const seen = rowHashes(train, withLabels).sort();
  const asked = rowHashes(test, withLabels).sort();
  let overlap = 0;
  for (let i = 0, j = 0; i < asked.length; i++) {
    while (j < seen.length && seen[j] < asked[i]) j++;
    if (seen[j] === asked[i]) overlap++;
  }
  return { trainDuplicates: repeats(seen), testDuplicates: repeats(asked), overlap };
}

function repeats(sorted: Float64Array): number {
  let count = 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) count++;
  return count;
}

function rowHashes({ frame, labels, rows }: FrameRows, withLabels: boolean): Float64Array {
  const low = new Uint32Array(rows.length).fill(0x9e3779b9);
  const high = new Uint32Array(rows.length).fill(0x85ebca6b);
  const mix = (position: number, bits: number) => {
    low[position] = scramble(low[position] ^ bits, 0x85ebca6b);
    high[position] = scramble(high[position] + bits, 0xc2b2ae35);
  };
  for (const column of frame.columns) {
    const bits = columnBits(column);
    for (let i = 0; i < rows.length; i++) mix(i, bits(rows[i]));
  }
  if (withLabels) {
    const bits = codeBits(labels!.codes, labels!.names);
    for (let i = 0; i < rows.length; i++) mix(i, bits(rows[i]));
  }
  return filled(
    new Float64Array(rows.length),
    (i) => (high[i] & 0x1fffff) * 2 ** 32 + low[i],
  );
}

function columnBits(column: FrameColumn): (row: number) => number {
  if (column.type === "categorical") return codeBits(column.codes, column.categories);
  const { values } = column;
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  return (row) => {
    float[0] = values[row];
    return bits[0] === 0x80000000 ? 0 : bits[0]; // -0 equals 0
  };
}

/** Two frames may number the same words differently, so that the words themselves are hashed. */
function codeBits(codes: CategoryCodes, names: string[]): (row: number) => number {
  const hashes = names.map(textHash);
  return (row) => codes[row] < 0 ? 0 : hashes[codes[row]];
}

/** FNV-1a, 32 bits. */
function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** The finaliser of MurmurHash3, with a free multiplier. */
function scramble(value: number, multiplier: number): number {
  value = Math.imul(value ^ (value >>> 16), multiplier);
  value = Math.imul(value ^ (value >>> 13), 0x27d4eb2f);
  return (value ^ (value >>> 16)) >>> 0;
}
