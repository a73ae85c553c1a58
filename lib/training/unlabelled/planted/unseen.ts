import { oneOf, type Planter } from "./planter.ts";

/** A word that no traffic has. */
const UNSEEN_WORD = "netsift-planted";

/** Geography and new peers: a word that no usual record has, as a new country or service is one. */
export const unseen: Planter = {
  kind: "unseen",
  prepare({ categorical, rows }) {
    const usable = categorical.flatMap(({ codes }, index) =>
      rows.some((row) => codes[row] >= 0) ? [index] : []
    );
    if (usable.length === 0) return null;
    return (copies, row, random) => {
      const { codes, categories } = copies.categorical[oneOf(usable, random)];
      const known = categories.indexOf(UNSEEN_WORD);
      codes[row] = known >= 0 ? known : categories.push(UNSEEN_WORD) - 1;
    };
  },
};
