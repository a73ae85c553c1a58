/**
 * Columns in as few bytes as hold their values exactly: of a flow's features most are small counts.
 *
 * @module
 */
import type { CategoryCodes, NumericValues } from "../learning/features/frame.ts";

/** Numbers as bytes or 16-bit words where all are whole and small enough, else as they are. */
export function narrowNumbers(values: Float32Array): NumericValues {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!(value >= 0 && value < 2 ** 16) || value !== Math.floor(value)) return values;
    if (value > most) most = value;
  }
  return most < 2 ** 8 ? new Uint8Array(values) : new Uint16Array(values);
}

/**
 * Codes in as few bytes as hold them.
 *
 * @param codes -1 for none, else less than `categories`
 */
export function narrowCodes(codes: Int32Array, categories: number): CategoryCodes {
  if (categories <= 2 ** 7) return new Int8Array(codes);
  return categories <= 2 ** 15 ? new Int16Array(codes) : codes;
}
