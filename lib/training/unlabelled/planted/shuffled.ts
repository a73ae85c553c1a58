import { oneOf, type Planter } from "./planter.ts";

/**
 * Behaviour: every value is usual, but each comes from another record, so that nothing in the record
 * belongs together.
 *
 * Source: L. Breiman and A. Cutler, "Random Forests", 2003 (unsupervised learning by a second class
 * whose features are drawn independently).
 */
export const shuffled: Planter = {
  kind: "shuffled",
  prepare({ numeric, categorical, rows }) {
    if (numeric.length + categorical.length < 2 || rows.length < 2) return null;
    const list = [...rows];
    return (copies, row, random) => {
      copies.numeric.forEach(({ values }, i) =>
        values[row] = numeric[i].values[oneOf(list, random)]
      );
      copies.categorical.forEach(({ codes }, i) =>
        codes[row] = categorical[i].codes[oneOf(list, random)]
      );
    };
  },
};
