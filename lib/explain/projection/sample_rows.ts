/**
 * Which of a run's test rows are drawn.
 *
 * @module
 */
import { drawStratified } from "../../learning/projection/stratify.ts";
import { createRandom } from "../../base/random.ts";
import type { TestRows } from "../../training/rows/test_rows.ts";

/** Rows of each label that are drawn in any case, as far as there are so many different ones. */
export const LEAST_OF_A_LABEL = 30;

/** Rows that were drawn. */
export interface SampledRows {
  /** Places among the test rows, ascending. */
  positions: Uint32Array;
  /** For each of them: test rows with the same features and label, the row itself counted. */
  copies: Uint32Array;
  /** Test rows that differ in a feature or the label. */
  distinctRows: number;
}

/**
 * Draws rows of every label. Of rows with the same features and label only the first can be drawn: many
 * copies of a row would be a heap of points that says nothing but that they are equal.
 *
 * @param hashOf a hash of the features of a row of the dataset, by its number
 */
export function sampleRows(
  { rowNumbers, labels }: TestRows,
  hashOf: (rowNumber: number) => number,
  { sample, seed }: { sample: number; seed: number },
): SampledRows {
  const copies = new Uint32Array(rowNumbers.length);
  const kinds = Array.from({ length: labels?.names.length ?? 1 }, () => new Map<number, number>());
  for (let position = 0; position < rowNumbers.length; position++) {
    const kind = kinds[labels ? labels.codes[position] : 0];
    const hash = hashOf(rowNumbers[position]);
    const first = kind.get(hash) ?? position;
    if (first === position) kind.set(hash, position);
    copies[first]++;
  }
  const strata = kinds.map((kind) => Uint32Array.from(kind.values()));
  const positions = drawStratified(strata, sample, LEAST_OF_A_LABEL, createRandom(seed));
  return {
    positions,
    copies: positions.map((position) => copies[position]),
    distinctRows: strata.reduce((sum, { length }) => sum + length, 0),
  };
}
