/**
 * The contract of the readers of lines.
 *
 * @module
 */

import type { MappedColumn } from "../../../values/columns.ts";

/** Reads lines of one format into columns. */
export interface LineReader {
  /**
   * Reads the record between two places into a row of the columns.
   *
   * @returns what is wrong with the line, or `null`
   */
  read(bytes: Uint8Array, from: number, to: number, row: number): string | null;
  /** Features that the header has under other names. */
  readonly mapped?: readonly MappedColumn[];
  /** Whether the line that names the columns has not come yet. */
  readonly isPending?: boolean;
  /**
   * Whether a line is no record, such as a repeated header.
   *
   * @throws {HeaderError} when it is a header that lacks features
   */
  passesOver?(bytes: Uint8Array, from: number, to: number): boolean;
  /** The record of a line that was read well, with all that it holds. */
  recordOf(bytes: Uint8Array, from: number, to: number): object;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text between two places; `null` where it is not valid UTF-8. */
export function decodeLine(bytes: Uint8Array, from: number, to: number): string | null {
  try {
    return decoder.decode(bytes.subarray(from, to));
  } catch {
    return null;
  }
}

/** What is said about such a line. */
export const NOT_UTF8 = "The line is not valid UTF-8.";
