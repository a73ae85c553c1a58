/**
 * The tails of one column's distribution.
 *
 * @module
 */
import { filled, firstIndices } from "../../base/typed_arrays.ts";
import { lowerBound, type ValueCounts } from "../columns/value_counts.ts";

/** Distinct values of a column that are kept at most, and of these the outermost on each side. */
const MOST_VALUES = 65_536;
const OUTERMOST = 16_384;

/** What is kept of a column: values, and -log of both tails there. */
export interface Tails {
  /** Ascending. */
  values: Float64Array;
  /** -log of the share of rows with this value or a lower one. */
  left: Float64Array;
  /** -log of the share of rows with this value or a higher one. */
  right: Float64Array;
}

/** The tails of a column, at all its values, or thinned where there are more than 65,536. */
export function tailsOf({ values, atMost }: ValueCounts): Tails {
  const rows = atMost[atMost.length - 1];
  const kept = keptPlaces(values.length);
  const at = (valueAt: (place: number) => number) =>
    filled(new Float64Array(kept.length), (i) => valueAt(kept[i]));
  const below = (place: number) => place === 0 ? 0 : atMost[place - 1];
  return {
    values: at((place) => values[place]),
    left: at((place) => Math.log(rows / atMost[place])),
    right: at((place) => Math.log(rows / (rows - below(place)))),
  };
}

/** All places, or the outermost ones and some in between, evenly. */
function keptPlaces(count: number): Uint32Array {
  if (count <= MOST_VALUES) return firstIndices(count);
  const between = MOST_VALUES - 2 * OUTERMOST;
  const step = (count - 2 * OUTERMOST) / between;
  return filled(new Uint32Array(MOST_VALUES), (i) => {
    if (i < OUTERMOST) return i;
    if (i >= OUTERMOST + between) return count - MOST_VALUES + i;
    return OUTERMOST + Math.floor((i - OUTERMOST) * step);
  });
}

/** -log of both tails at a value. */
export interface TailParts {
  left: number;
  right: number;
}

/**
 * Looks a value up, writing to `parts` to spare the garbage collector. Between kept values the
 * tails are those of the next kept value outwards. Beyond all training rows a tail is that of a row
 * that has just joined them: one of `rows` + 1.
 *
 * @param from where the column's values start in the tables, and `to` where they end
 */
export function lookUp(
  { values, left, right }: Tails,
  rows: number,
  from: number,
  to: number,
  value: number,
  parts: TailParts,
): void {
  const at = lowerBound(values, value, from, to);
  parts.right = at < to ? right[at] : Math.log(rows + 1);
  if (at < to && values[at] === value) parts.left = left[at];
  else parts.left = at > from ? left[at - 1] : Math.log(rows + 1);
}
