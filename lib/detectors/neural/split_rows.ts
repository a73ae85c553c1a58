/**
 * Which rows a network learns from and which decide when training ends.
 *
 * @module
 */
import type { Random } from "../../base/random.ts";
import { concatenated, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";

/** How {@linkcode splitRows} cuts. */
export interface SplitOptions {
  /** Share of the rows for validation, 0 to 1. */
  share: number;
  /**
   * `random` rows, or the last ones: the `tail`. Windows of neighbouring rows have all but one of
   * their rows in common. With random rows a network would be validated on windows that it has all
   * but seen, and would go on long after it has begun to overfit. A tail shares no more than
   * the first `window - 1` of its rows with training.
   */
  order: "random" | "tail";
  /** A class for each row, 0 or 1: both parts get the same share of each class. */
  labels?: Uint8Array;
}

/** Indices of rows; those for validation are never trained on. */
export interface SplitRows {
  training: Uint32Array;
  validation: Uint32Array;
}

/**
 * Cuts rows in two. Each part has at least one row of every class with two rows or more; the only
 * row of a class is trained on.
 */
export function splitRows(rows: number, options: SplitOptions, random: Random): SplitRows {
  const { share, order, labels } = options;
  const all = firstIndices(rows);
  const classes = labels
    ? [0, 1].map((label) => indicesWhere(all, (row) => labels[row] === label))
    : [all];
  const parts = classes.map((indices) => {
    const count = Math.min(
      Math.max(indices.length - 1, 0),
      Math.max(1, Math.round(indices.length * share)),
    );
    if (order === "tail") {
      const cut = indices.length - count;
      return { training: indices.subarray(0, cut), validation: indices.subarray(cut) };
    }
    random.shuffle(indices);
    return { training: indices.subarray(count), validation: indices.subarray(0, count) };
  });
  return {
    training: concatenated(Uint32Array, parts.map(({ training }) => training)),
    validation: concatenated(Uint32Array, parts.map(({ validation }) => validation)),
  };
}
