/**
 * How many principal components to keep.
 *
 * @module
 */
import { formatShare } from "../../base/format.ts";
import { varianceFloor } from "./floor.ts";

/** More of the directions than this, and hardly anything is left to measure records by. */
const MOST_KEPT = 0.9;

/** A number of components, and what a person should know about it. */
export interface ChosenComponents {
  kept: number;
  /** A short explanation; `null` where there is nothing to say. */
  remark: string | null;
}

/** How many of the largest variances make up a share of all; at least one. */
export function componentsFor(variances: Float64Array, share: number): number {
  const total = variances.reduce((sum, variance) => sum + Math.max(0, variance), 0);
  let sum = 0;
  for (let count = 0; count < variances.length; count++) {
    // Rounding must not ask for a direction without variance.
    if (count > 0 && sum >= share * total * (1 - 1e-9)) return count;
    sum += Math.max(0, variances[count]);
  }
  return variances.length;
}

/**
 * Chooses the number of components by the training rows alone.
 *
 * `auto` keeps as many as explain a share of the variance. Where columns hardly correlate, that would
 * be nearly every direction, and every record would be restored from itself: it then keeps the
 * leading ones that explain more than the pieces of a stick broken at random, one at least, or none
 * of a single column.
 *
 * Source: D. A. Jackson, "Stopping Rules in Principal Components Analysis", Ecology 74 (8), 1993.
 *
 * @param variances along all directions, largest first
 * @param asked the parameter of the detector
 * @param share of the variance that `auto` explains
 */
export function chooseComponents(
  variances: Float64Array,
  asked: "auto" | number,
  share: number,
): ChosenComponents {
  const floor = varianceFloor(variances);
  const varying = variances.filter((variance) => variance > floor);
  const all = varying.length;
  const few = all === 0 || (all === 1 && variances.length > 1);
  if (asked !== "auto") {
    const kept = Math.min(asked, variances.length);
    return { kept, remark: kept < all || all === 0 ? null : keptAll(kept, variances.length > all) };
  }
  const wanted = componentsFor(variances, share);
  if (few || wanted <= MOST_KEPT * all) return { kept: wanted, remark: null };
  if (variances.length === 1) {
    return {
      kept: 0,
      remark:
        "There is one column only, so no component is kept: the score is its squared distance " +
        "to the mean.",
    };
  }
  const kept = Math.max(1, aboveBrokenStick(varying));
  return {
    kept,
    remark:
      `The features hardly correlate: explaining ${formatShare(share)} of the variance would ` +
      `take ${Math.min(wanted, all)} of ${all} components and leave almost no error to score by. ` +
      `It keeps ${kept} instead. Prefer a detector that does not rely on correlation, such as ` +
      "Isolation Forest, or set the number of components yourself.",
  };
}

function keptAll(kept: number, dependent: boolean): string {
  return dependent
    ? `It keeps ${kept} components, all in which the training records vary, so only records that ` +
      "break the exact relations between features score above zero. Choose fewer components."
    : `It keeps all ${kept} components, so it restores every record exactly and every score is zero. ` +
      "Choose fewer components.";
}

/** How many of the leading variances are above those of a stick broken at random. */
function aboveBrokenStick(variances: Float64Array): number {
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const count = variances.length;
  let piece = 0;
  const pieces = new Float64Array(count);
  for (let k = count - 1; k >= 0; k--) pieces[k] = piece += 1 / ((k + 1) * count);
  const first = variances.findIndex((variance, k) => variance <= pieces[k] * total);
  return first < 0 ? count : first;
}
