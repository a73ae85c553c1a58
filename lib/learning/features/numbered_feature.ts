/**
 * A categorical column as one matrix column of numbers.
 *
 * @module
 */
import type { ModelInput } from "./input.ts";
import { filled } from "../../base/typed_arrays.ts";
import { CategoryIndex } from "../../values/categories.ts";
import type { Notation } from "../../values/notation.ts";
import { wordOf } from "../../values/value.ts";
import { alphabeticalOrder, countCategories } from "./categories.ts";
import { CategoryColumn } from "./category_column.ts";
import type { Feature, InputColumn, InputValue, Places, RowTest, RowWriter } from "./feature.ts";
import type { CategoricalColumn, FrameColumn } from "./frame.ts";
import { categoryOf, readCategory, UNSEEN } from "./read_category.ts";
import type { ScalingKind } from "./scaling/scaler.ts";
import { fitScale, restoreScaling } from "./scaling/scalers.ts";
import type { FrequencyState, LabelState } from "./state.ts";

/** What stands for each category, before scaling. */
interface Numbers {
  index: CategoryIndex;
  /** By index. */
  of: ArrayLike<number>;
  /** For a category that training did not have. */
  unseen: number;
  missing: number;
}

/**
 * A categorical column, label- or frequency-encoded, and scaled.
 *
 * - Label: categories are numbered in alphabetical order from 0; a missing category and one that
 *   training did not have are -1. Compact, but the order means nothing.
 * - Frequency: the share of training rows that have the category, 0 for one that training did not
 *   have; missing counts as a category. Says how unusual a category is and nothing else of it.
 */
export class NumberedFeature implements Feature {
  readonly columns: string[];
  readonly #numbers: Numbers;
  readonly #scaled: (number: number) => number;

  constructor(readonly state: LabelState | FrequencyState) {
    this.columns = [state.name];
    this.#numbers = numbersOf(state);
    const scaling = restoreScaling(state.scale);
    this.#scaled = (number) => {
      const values = Float64Array.of(number);
      scaling(values);
      return values[0];
    };
  }

  /** Learns the categories of the given rows and the scale of their numbers. */
  static fit(
    column: CategoricalColumn,
    rows: Uint32Array | null,
    encoding: "label" | "frequency",
    scaling: ScalingKind,
    notation?: Notation,
  ): NumberedFeature {
    const { names: categories, counts, missing } = countCategories(column, rows);
    const codes = rows
      ? filled(new Int32Array(rows.length), (i) => column.codes[rows[i]])
      : column.codes;
    const shares = counts.map((count) => count / codes.length);
    const missingRows = codes.length - counts.reduce((sum, count) => sum + count, 0);
    const missingShare = missingRows / codes.length;
    const learned = encoding === "label"
      ? { type: encoding, name: column.name, categories, missing }
      : { type: encoding, name: column.name, categories, shares, missingShare };
    const numbers = numbersOf(learned);
    const ofCode = column.categories.map((category) =>
      numberOf(numbers, numbers.index.find(category))
    );
    const values = filled(
      new Float64Array(codes.length),
      (i) => codes[i] < 0 ? numbers.missing : ofCode[codes[i]],
    );
    return new NumberedFeature({
      ...learned,
      ...(notation && { notation }),
      scale: fitScale(scaling, values),
    });
  }

  writer(column: FrameColumn): RowWriter {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const { codes, categories } = column;
    const numbers = Float32Array.from(
      categories,
      (category) => this.#scaled(numberOf(this.#numbers, this.#categoryOf(category))),
    );
    const missing = this.#scaled(this.#numbers.missing);
    return (rows, from, to, { data, stride, places: [place] }) => {
      for (let i = from, at = place; i < to; i++, at += stride) {
        const code = codes[rows ? rows[i] : i];
        data[at] = code < 0 ? missing : numbers[code];
      }
    };
  }

  writeValue(value: InputValue, row: Float32Array, [place]: Places): string | null {
    const read = readCategory(this.#numbers.index, value, this.#mayBeMissing, this.state.notation);
    if (typeof read === "string") return read;
    row[place] = this.#scaled(numberOf(this.#numbers, read));
    return null;
  }

  fillsIn(value: InputValue): boolean {
    return !this.#mayBeMissing && wordOf(value) === null;
  }

  filledRows(column: FrameColumn): RowTest {
    if (column.type !== "categorical") {
      throw new TypeError(`Column ${column.name} is not categorical.`);
    }
    const { codes } = column;
    return this.#mayBeMissing ? () => false : (row) => codes[row] < 0;
  }

  inputColumn(rows: number): InputColumn {
    const { name, categories, notation } = this.state;
    return new CategoryColumn(name, categories, this.#mayBeMissing, rows, notation);
  }

  display(value: InputValue): string | null {
    return wordOf(value);
  }

  input(): ModelInput {
    const { name, categories, notation } = this.state;
    return {
      name,
      type: "categorical",
      categories: [...categories],
      ...(notation && { notation }),
      ...(this.#mayBeMissing && { optional: true }),
    };
  }

  #categoryOf(word: string): number | null {
    return categoryOf(this.#numbers.index, word, this.#mayBeMissing);
  }

  get #mayBeMissing(): boolean {
    return this.state.type === "label" ? this.state.missing : this.state.missingShare > 0;
  }
}

function numbersOf(learned: Omit<LabelState, "scale"> | Omit<FrequencyState, "scale">): Numbers {
  if (learned.type === "frequency") {
    const { categories, shares, missingShare } = learned;
    return { index: new CategoryIndex(categories), of: shares, unseen: 0, missing: missingShare };
  }
  const categories = alphabeticalOrder(learned.categories);
  return {
    index: new CategoryIndex(categories),
    of: categories.map((_, position) => position),
    unseen: -1,
    missing: -1,
  };
}

function numberOf({ of, unseen, missing }: Numbers, category: number | null): number {
  return category === null ? missing : category === UNSEEN ? unseen : of[category];
}
