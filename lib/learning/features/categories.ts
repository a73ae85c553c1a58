/**
 * The categories of a column, in orders that do not depend on the machine.
 *
 * @module
 */
import type { CategoricalColumn } from "./frame.ts";

/** What occurs in some rows of a categorical column. */
export interface CategoryCounts {
  /** Most frequent first; equally frequent ones by their code units. */
  names: string[];
  /** How often each of `names` occurs. */
  counts: number[];
  /** Some of the rows have no category. */
  missing: boolean;
}

/** Counts the categories in the given rows, or in all. */
export function countCategories(
  column: CategoricalColumn,
  rows: Uint32Array | null,
): CategoryCounts {
  const { codes, categories } = column;
  const totals = new Float64Array(categories.length);
  const length = rows ? rows.length : codes.length;
  let missing = false;
  for (let i = 0; i < length; i++) {
    const code = codes[rows ? rows[i] : i];
    if (code < 0) missing = true;
    else totals[code]++;
  }
  const found = categories
    .map((name, code) => ({ name, count: totals[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || byCodeUnits(a.name, b.name));
  return {
    names: found.map(({ name }) => name),
    counts: found.map(({ count }) => count),
    missing,
  };
}

/** Categories in alphabetical order. */
export function alphabeticalOrder(names: string[]): string[] {
  return [...names].sort(byCodeUnits);
}

/** Orders text the same way in every locale. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
