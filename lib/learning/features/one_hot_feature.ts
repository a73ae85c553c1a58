/**
 * A categorical column with one matrix column for each category.
 *
 * @module
 */
import type { ModelInput } from "./input.ts";
import { CategoryIndex } from "../../values/categories.ts";
import type { Notation } from "../../values/notation.ts";
import { wordOf } from "../../values/value.ts";
import { alphabeticalOrder, countCategories } from "./categories.ts";
import { CategoryColumn } from "./category_column.ts";
import type { Feature, InputColumn, InputValue, Places, RowTest, RowWriter } from "./feature.ts";
import type { CategoricalColumn, FrameColumn } from "./frame.ts";
import type { RareCategories } from "./options.ts";
import { categoryOf, readCategory, UNSEEN } from "./read_category.ts";
import type { OneHotState } from "./state.ts";

/** Categories that get their own column; the rarer ones of a longer list share one. */
export const CATEGORY_LIMIT = 500;

/**
 * A categorical column, one-hot. A missing category, and one that training did not have, is a row
 * of zeros. Where the list was cut, at {@linkcode CATEGORY_LIMIT} or because categories are rare,
 * every category beyond it, seen or not, goes to the column "other".
 */
export class OneHotFeature implements Feature {
  readonly columns: string[];
  readonly #index: CategoryIndex;
  readonly #names: string[];

  constructor(readonly state: OneHotState) {
    this.#names = alphabeticalOrder(state.categories);
    this.#index = new CategoryIndex(this.#names);
    this.columns = this.#names.map((category) => `${state.name}=${category}`);
    if (state.other) this.columns.push(`${state.name} (other)`);
  }

  /** Learns the categories of the given rows. */
  static fit(
    column: CategoricalColumn,
    rows: Uint32Array | null,
    { minCount = 1, minShare = 0 }: RareCategories = {},
    notation?: Notation,
  ): OneHotFeature {
    const { names, counts, missing } = countCategories(column, rows);
    const needed = Math.max(minCount, minShare * (rows ? rows.length : column.codes.length));
    const categories = names.filter((_, i) => i < CATEGORY_LIMIT && counts[i] >= needed);
    return new OneHotFeature({
      type: "one-hot",
      name: column.name,
      ...(notation && { notation }),
      categories,
      other: categories.length < names.length,
      missing,
    });
  }

  writer(column: FrameColumn): RowWriter {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const { codes, categories } = column;
    const positions = Int32Array.from(
      categories,
      (category) => this.#position(categoryOf(this.#index, category, this.state.missing)),
    );
    return (rows, from, to, { data, stride, places }) => {
      const placeOf = positions.map((position) => position < 0 ? -1 : places[position]);
      for (let i = from, start = 0; i < to; i++, start += stride) {
        const code = codes[rows ? rows[i] : i];
        if (code >= 0 && placeOf[code] >= 0) data[start + placeOf[code]] = 1;
      }
    };
  }

  writeValue(value: InputValue, row: Float32Array, places: Places): string | null {
    const read = readCategory(this.#index, value, this.state.missing, this.state.notation);
    if (typeof read === "string") return read;
    const position = this.#position(read);
    if (position >= 0 && places[position] >= 0) row[places[position]] = 1;
    return null;
  }

  fillsIn(value: InputValue): boolean {
    return !this.state.missing && wordOf(value) === null;
  }

  filledRows(column: FrameColumn): RowTest {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const { codes } = column;
    return this.state.missing ? () => false : (row) => codes[row] < 0;
  }

  inputColumn(rows: number): InputColumn {
    const { name, categories, missing, notation } = this.state;
    return new CategoryColumn(name, categories, missing, rows, notation);
  }

  display(value: InputValue): string | null {
    return wordOf(value);
  }

  input(): ModelInput {
    const { name, categories, missing, notation } = this.state;
    return {
      name,
      type: "categorical",
      categories: [...categories],
      ...(notation && { notation }),
      ...(missing && { optional: true }),
    };
  }

  /** @param category see {@linkcode categoryOf} */
  #position(category: number | null): number {
    if (category === null) return -1;
    return category === UNSEEN ? this.state.other ? this.#names.length : -1 : category;
  }
}
