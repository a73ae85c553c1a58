import { oneOf, type Planter } from "./planter.ts";

/** How many ranges of the usual values the planted one lies above the largest of them. */
const RANGES_BEYOND = 9;

/**
 * Volume: one number lies ten times as far out as any usual record has it, such as the bytes of an
 * upload.
 */
export const extreme: Planter = {
  kind: "extreme",
  prepare({ numeric, rows }) {
    const spread = numeric.flatMap(({ values }, index) => {
      let [least, most] = [Infinity, -Infinity];
      for (const row of rows) {
        const value = values[row];
        if (!Number.isFinite(value)) continue;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      return most > least ? [{ index, value: most + RANGES_BEYOND * (most - least) }] : [];
    });
    if (spread.length === 0) return null;
    return (copies, row, random) => {
      const { index, value } = oneOf(spread, random);
      copies.numeric[index].values[row] = value;
    };
  },
};
