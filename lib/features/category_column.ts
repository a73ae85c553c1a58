/**
 * Words that come from outside, as codes.
 *
 * @module
 */
import type { InputColumn, InputValue } from "./feature.ts";
import type { CategoricalColumn } from "./frame.ts";
import { isEmpty } from "./numeric_feature.ts";

/** A categorical column to fill. All words that training did not have count as one category. */
export class CategoryColumn implements InputColumn {
  readonly column: CategoricalColumn & { codes: Int32Array };
  /** The code of every word that is not among the categories of training. */
  readonly unseen: number;
  readonly #codes: ReadonlyMap<string, number>;
  readonly #mayBeMissing: boolean;

  /**
   * @param categories of training
   * @param mayBeMissing whether a value may be missing
   */
  constructor(name: string, categories: string[], mayBeMissing: boolean, rows: number) {
    this.unseen = categories.length;
    this.column = {
      type: "categorical",
      name,
      codes: new Int32Array(rows),
      categories: [...categories, wordOutside(categories)],
    };
    this.#codes = new Map(categories.map((category, code) => [category, code]));
    this.#mayBeMissing = mayBeMissing;
  }

  put(row: number, value: InputValue): string | null {
    if (isEmpty(value) && !this.#mayBeMissing) return "A value is missing.";
    this.column.codes[row] = isEmpty(value) ? -1 : this.#codes.get(String(value)) ?? this.unseen;
    return null;
  }
}

function wordOutside(categories: string[]): string {
  const taken = new Set(categories);
  let word = "unseen";
  while (taken.has(word)) word += "*";
  return word;
}
