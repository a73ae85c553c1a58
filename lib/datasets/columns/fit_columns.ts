/**
 * Whether the columns of a dataset can serve features that were learned elsewhere.
 *
 * @module
 */
import { CategoryIndex } from "../../values/categories.ts";
import { type ColumnMapping, mapColumns } from "../../values/columns.ts";
import type { Notation } from "../../values/notation.ts";
import { notedNumberOf } from "../../values/noted_number.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";

/** A feature that needs a column. */
export interface WantedColumn {
  name: string;
  type: "numeric" | "categorical";
  /** Words of training, as far as they are known; empty for numbers. */
  categories: readonly string[];
  /** How training wrote its numbers, unless as plain decimals. */
  notation?: Notation;
}

/** Which columns serve which features, and which cannot. */
export interface FittingColumns extends ColumnMapping {
  /** Features whose numbers are words in the dataset. */
  words: string[];
  /** Features whose words are numbers in the dataset. */
  numbers: string[];
}

/**
 * Finds a column for each feature, as {@linkcode mapColumns} does, and compares the types: words for
 * numbers and numbers for words do not fit.
 */
export function fitColumns(
  columns: readonly ColumnProfile[],
  wanted: readonly WantedColumn[],
): FittingColumns {
  const profiles = new Map(columns.map((column) => [column.name, column]));
  const mapping = mapColumns(wanted.map(({ name }) => name), [...profiles.keys()]);
  const columnOf = ({ name }: WantedColumn) => profiles.get(mapping.columns.get(name) ?? "");
  const misfits = (
    type: WantedColumn["type"],
    fits: (column: ColumnProfile, w: WantedColumn) => boolean,
  ) =>
    wanted.filter((each) => {
      const column = columnOf(each);
      return each.type === type && column !== undefined && !fits(column, each);
    }).map(({ name }) => name);
  return {
    ...mapping,
    words: misfits("numeric", holdsNumbers),
    numbers: misfits(
      "categorical",
      (column, { categories }) =>
        column.type === "categorical" || column.distinct === 0 ||
        !new CategoryIndex(categories).refusesNumbers,
    ),
  };
}

/**
 * Whether every value is a number, is a truth value or says that there is none. Of a notation the most
 * frequent values tell: a short file may not show it, such as one of durations beyond an hour alone.
 */
function holdsNumbers(
  { type, distinct, top }: ColumnProfile,
  { notation }: WantedColumn,
): boolean {
  if (type === "numeric") return true;
  const isKnown = distinct <= top.length || (notation !== undefined && top.length > 0);
  return isKnown && top.every(({ value }) => notedNumberOf(value, notation) !== undefined);
}
