import type { CategoricalColumn } from "../../../learning/features/frame.ts";
import { oneOf, type Planter } from "./planter.ts";

/** Pairs of features that are looked at, and combinations that are kept of each. */
const MOST_PAIRS = 30;
const MOST_COMBINATIONS = 50;
/** Values of a feature that take part, the most frequent ones. */
const MOST_VALUES = 30;

/**
 * Protocol: two words that are each usual, in a combination that no usual record has, such as a
 * service with the state of another protocol.
 */
export const combination: Planter = {
  kind: "combination",
  prepare({ categorical, rows }) {
    const combinations = pairsOf(categorical.length).flatMap(([first, second]) =>
      unseenPairs(categorical[first], categorical[second], rows)
        .map((codes) => ({ columns: [first, second], codes }))
    );
    if (combinations.length === 0) return null;
    return (copies, row, random) => {
      const { columns, codes } = oneOf(combinations, random);
      columns.forEach((column, i) => copies.categorical[column].codes[row] = codes[i]);
    };
  },
};

function pairsOf(columns: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let first = 0; first < columns; first++) {
    for (let second = first + 1; second < columns; second++) pairs.push([first, second]);
  }
  return pairs.slice(0, MOST_PAIRS);
}

function unseenPairs(
  first: CategoricalColumn,
  second: CategoricalColumn,
  rows: Uint32Array,
): [number, number][] {
  const size = second.categories.length;
  const together = new Set<number>();
  const [left, right] = [new Map<number, number>(), new Map<number, number>()];
  for (const row of rows) {
    const [a, b] = [first.codes[row], second.codes[row]];
    if (a < 0 || b < 0) continue;
    together.add(a * size + b);
    left.set(a, (left.get(a) ?? 0) + 1);
    right.set(b, (right.get(b) ?? 0) + 1);
  }
  const unseen: [number, number][] = [];
  for (const a of mostFrequent(left)) {
    for (const b of mostFrequent(right)) if (!together.has(a * size + b)) unseen.push([a, b]);
  }
  return unseen.slice(0, MOST_COMBINATIONS);
}

function mostFrequent(counts: Map<number, number>): number[] {
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_VALUES).map(([code]) => code);
}
