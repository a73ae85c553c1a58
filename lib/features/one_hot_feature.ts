/**
 * A categorical column with one matrix column for each category.
 *
 * @module
 */
import type { ModelInput } from "../models/types.ts";
import { alphabeticalIndex, countCategories } from "./categories.ts";
import type { Feature, InputValue, Target } from "./feature.ts";
import type { CategoricalColumn, FrameColumn } from "./frame.ts";
import { isEmpty } from "./numeric_feature.ts";
import type { OneHotState } from "./state.ts";

/** Categories that get a column of their own; the rarer ones of a longer list share one. */
export const CATEGORY_LIMIT = 500;

/**
 * A categorical column, one-hot. A missing category, and one that training did not have, is a row
 * of zeros; where the list was cut at {@linkcode CATEGORY_LIMIT}, every category beyond it, seen
 * or not, goes to the column "other".
 */
export class OneHotFeature implements Feature {
  readonly columns: string[];
  readonly #index: Map<string, number>;

  constructor(readonly state: OneHotState) {
    this.#index = alphabeticalIndex(state.categories);
    this.columns = [...this.#index.keys()].map((category) => `${state.name}=${category}`);
    if (state.other) this.columns.push(`${state.name} (other)`);
  }

  /** Learns the categories of the given rows. */
  static fit(column: CategoricalColumn, rows: Uint32Array | null): OneHotFeature {
    const { names, missing } = countCategories(column, rows);
    return new OneHotFeature({
      type: "one-hot",
      name: column.name,
      categories: names.slice(0, CATEGORY_LIMIT),
      other: names.length > CATEGORY_LIMIT,
      missing,
    });
  }

  write(column: FrameColumn, rows: Uint32Array | null, { data, start, stride }: Target): void {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const positions = Int32Array.from(column.categories, (category) => this.#position(category));
    const count = rows ? rows.length : column.codes.length;
    for (let i = 0, at = start; i < count; i++, at += stride) {
      const code = column.codes[rows ? rows[i] : i];
      if (code >= 0 && positions[code] >= 0) data[at + positions[code]] = 1;
    }
  }

  writeValue(value: InputValue, data: Float32Array, start: number): string | null {
    if (isEmpty(value)) return this.state.missing ? null : "A value is missing.";
    const position = this.#position(String(value));
    if (position >= 0) data[start + position] = 1;
    return null;
  }

  display(value: InputValue): string | null {
    return isEmpty(value) ? null : String(value);
  }

  input(): ModelInput {
    const { name, categories, missing } = this.state;
    return {
      name,
      type: "categorical",
      categories: [...categories],
      ...(missing && { optional: true }),
    };
  }

  #position(category: string): number {
    return this.#index.get(category) ?? (this.state.other ? this.#index.size : -1);
  }
}
