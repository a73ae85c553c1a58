/**
 * A categorical column as one matrix column of numbers.
 *
 * @module
 */
import type { ModelInput } from "../models/types.ts";
import { alphabeticalIndex, countCategories } from "./categories.ts";
import type { Feature, InputValue, Target } from "./feature.ts";
import type { CategoricalColumn, FrameColumn } from "./frame.ts";
import { isEmpty, scaleValue } from "./numeric_feature.ts";
import type { Scaler } from "./scaling/scaler.ts";
import type { LabelState } from "./state.ts";

/** The number of a missing category and of one that training did not have. */
const UNKNOWN = -1;

/**
 * A categorical column, label-encoded: categories are numbered in alphabetical order from 0 and the
 * numbers are scaled. Compact, but it gives the categories an order that means nothing.
 */
export class LabelFeature implements Feature {
  readonly columns: string[];
  readonly #index: Map<string, number>;

  constructor(readonly state: LabelState, readonly scaler: Scaler) {
    this.columns = [state.name];
    this.#index = alphabeticalIndex(state.categories);
  }

  /** Learns the categories of the given rows and the scale of their numbers. */
  static fit(column: CategoricalColumn, rows: Uint32Array | null, scaler: Scaler): LabelFeature {
    const { names, missing } = countCategories(column, rows);
    const index = alphabeticalIndex(names);
    const numbers = Float64Array.from(
      column.categories,
      (category) => scaler.bend(index.get(category) ?? UNKNOWN),
    );
    const codes = rows ? Int32Array.from(rows, (row) => column.codes[row]) : column.codes;
    const bent = Float64Array.from(
      codes,
      (code) => code < 0 ? scaler.bend(UNKNOWN) : numbers[code],
    );
    return new LabelFeature(
      { type: "label", name: column.name, ...scaler.fit(bent), categories: names, missing },
      scaler,
    );
  }

  write(column: FrameColumn, rows: Uint32Array | null, { data, start, stride }: Target): void {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const numbers = Float32Array.from(column.categories, (category) => this.#number(category));
    const unknown = this.#number(null);
    const count = rows ? rows.length : column.codes.length;
    for (let i = 0, at = start; i < count; i++, at += stride) {
      const code = column.codes[rows ? rows[i] : i];
      data[at] = code < 0 ? unknown : numbers[code];
    }
  }

  writeValue(value: InputValue, data: Float32Array, start: number): string | null {
    if (isEmpty(value) && !this.state.missing) return "A value is missing.";
    data[start] = this.#number(this.display(value));
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

  #number(category: string | null): number {
    const number = category === null ? UNKNOWN : this.#index.get(category) ?? UNKNOWN;
    return scaleValue(number, this.scaler, this.state);
  }
}
