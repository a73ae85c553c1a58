/**
 * Which rows a run fits on, sets its threshold by and tests on.
 *
 * @module
 */
import { createRandom } from "../../base/random.ts";
import { firstIndices, indicesWhere } from "../../base/typed_arrays.ts";

/** With fewer normal rows nothing can be learnt. */
export const MIN_NORMAL_ROWS = 20;

/** With fewer attacks nothing can be learnt of them. */
export const MIN_ATTACK_ROWS = 2;

/** Share of the normal training rows that the detectors never see and thresholds come from. */
const HELD_OUT_SHARE = 0.1;

/** Rows of one run, as ascending indices. */
export interface SelectedRows {
  /** Normal rows that detectors and the feature pipeline are fitted on. */
  fit: Uint32Array;
  /** Normal rows held out for thresholds. */
  heldOut: Uint32Array;
}

/**
 * Cuts rows at random into two parts.
 *
 * @param rows how many there are
 * @param share of the second part, 0 to 1
 * @param seed same seed, same parts
 * @returns ascending indices of both parts; both have at least one row when there are two
 */
export function splitRows(rows: number, share: number, seed: number): [Uint32Array, Uint32Array] {
  const indices = firstIndices(rows);
  createRandom(seed).shuffle(indices);
  const second = Math.min(Math.max(Math.round(rows * share), 1), Math.max(rows - 1, 0));
  return [indices.slice(second).sort(), indices.slice(0, second).sort()];
}

/**
 * Chooses the normal rows to fit on and those to hold out.
 *
 * @param candidates rows that may be trained on
 * @param isAttack whether a row is an attack; without labels all rows count as normal
 * @param seed same seed, same choice
 * @throws {RangeError} when fewer than {@linkcode MIN_NORMAL_ROWS} are normal
 */
export function selectNormalRows(
  candidates: Uint32Array,
  isAttack: ((row: number) => boolean) | null,
  seed: number,
): SelectedRows {
  const normal = isAttack ? indicesWhere(candidates, (row) => !isAttack(row)) : candidates;
  if (normal.length < MIN_NORMAL_ROWS) {
    throw new RangeError(
      `Only ${normal.length} normal rows are there to train on; at least ${MIN_NORMAL_ROWS} are needed.`,
    );
  }
  const [fit, heldOut] = splitRows(normal.length, HELD_OUT_SHARE, seed);
  return { fit: fit.map((index) => normal[index]), heldOut: heldOut.map((index) => normal[index]) };
}
