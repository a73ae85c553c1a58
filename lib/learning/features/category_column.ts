/**
 * Words that come from outside, as codes.
 *
 * @module
 */
import type { InputColumn, InputValue } from "./feature.ts";
import type { CategoricalColumn } from "./frame.ts";
import type { Notation } from "../../values/notation.ts";
import { CategoryIndex } from "../../values/categories.ts";
import { readCategory, UNSEEN } from "./read_category.ts";

/** A categorical column to fill. All words that training did not have count as one category. */
export class CategoryColumn implements InputColumn {
  readonly column: CategoricalColumn & { codes: Int32Array };
  /** The code of every word that is not among the categories of training. */
  readonly unseen: number;
  readonly #index: CategoryIndex;
  readonly #mayBeMissing: boolean;
  readonly #notation: Notation | undefined;
  readonly pointsGroup: boolean;

  /**
   * @param categories of training
   * @param mayBeMissing whether a value may be missing
   * @param notation in which the training file wrote categories that are numbers
   */
  constructor(
    name: string,
    categories: string[],
    mayBeMissing: boolean,
    rows: number,
    notation?: Notation,
  ) {
    this.unseen = categories.length;
    this.column = {
      type: "categorical",
      name,
      codes: new Int32Array(rows),
      categories: [...categories, wordOutside(categories)],
    };
    this.#index = new CategoryIndex(categories);
    this.#mayBeMissing = mayBeMissing;
    this.#notation = notation;
    this.pointsGroup = notation?.decimal === ",";
  }

  put(row: number, value: InputValue): string | null {
    const read = readCategory(this.#index, value, this.#mayBeMissing, this.#notation);
    if (typeof read === "string") return read;
    this.column.codes[row] = read === null ? -1 : read === UNSEEN ? this.unseen : read;
    return null;
  }
}

function wordOutside(categories: string[]): string {
  const taken = new Set(categories);
  let word = "unseen";
  while (taken.has(word)) word += "*";
  return word;
}
