/**
 * How many rows of each label are flagged.
 *
 * @module
 */

import type { CategoryCodes } from "../features/frame.ts";
import { filled } from "../../base/typed_arrays.ts";

/** One label of the test rows. */
export interface ClassCount {
  label: string;
  attack: boolean;
  rows: number;
  /** Rows above the threshold: hits for an attack, false alarms for a normal label. */
  flagged: number;
}

/** The labels that rows may have. */
export interface Labels {
  /** One index into `names` a row; -1 where it is missing. Rows without a label are left out. */
  codes: CategoryCodes;
  names: string[];
  /** Whether each of `names` is an attack. */
  attack: boolean[];
}

/** 1 for each row whose label is an attack, else 0. */
export function truthOf({ codes, attack }: Labels): Uint8Array {
  return filled(new Uint8Array(codes.length), (row) => attack[codes[row]] ? 1 : 0);
}

/**
 * Counts rows and flagged rows by label; a row is flagged when its score is greater than the
 * threshold.
 *
 * @returns the labels that occur, most frequent first
 * @throws {RangeError} when there is not one code for each score, or not one flag for each name
 */
export function perClass(scores: Float32Array, threshold: number, labels: Labels): ClassCount[] {
  const { codes, names, attack } = labels;
  if (codes.length !== scores.length) {
    throw new RangeError(`${scores.length} scores, but ${codes.length} labels.`);
  }
  if (attack.length !== names.length) {
    throw new RangeError(`${names.length} label names, but ${attack.length} attack flags.`);
  }
  const counts = names.map((label, i) => ({ label, attack: attack[i], rows: 0, flagged: 0 }));
  for (let i = 0; i < scores.length; i++) {
    if (codes[i] < 0) continue;
    const count = counts[codes[i]];
    count.rows++;
    if (scores[i] > threshold) count.flagged++;
  }
  return counts.filter((count) => count.rows > 0).sort((a, b) => b.rows - a.rows);
}
