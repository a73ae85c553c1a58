/**
 * Where the readers of records put what they read.
 *
 * @module
 */
import { CategoryColumn } from "../features/category_column.ts";
import type { InputColumn } from "../features/feature.ts";
import { toFloat32 } from "../features/numeric_feature.ts";
import { RecordError, type RecordFault } from "../features/record_error.ts";
import type { InputRecord } from "../models/types.ts";
import { WordCodes } from "./word_codes.ts";

/** One feature of the records, to be filled row by row. */
export class RecordColumn {
  readonly name: string;
  /** Codes of the words of a categorical feature; `null` for numbers. */
  readonly words: WordCodes | null;
  readonly #input: InputColumn;
  readonly #values: Float32Array;
  readonly #codes: Int32Array;
  readonly #unseen: number;

  constructor(input: InputColumn) {
    const { column } = input;
    this.#input = input;
    this.name = column.name;
    this.#values = column.type === "numeric" ? column.values : new Float32Array();
    this.#codes = column.type === "categorical" ? column.codes : new Int32Array();
    this.#unseen = input instanceof CategoryColumn ? input.unseen : -1;
    this.words = column.type === "categorical"
      ? new WordCodes(column.categories.slice(0, this.#unseen).map((word, code) => [word, code]))
      : null;
  }

  /** Puts any value, and tells what is wrong with it. */
  put(row: number, value: InputRecord[string]): string | null {
    return this.#input.put(row, value);
  }

  /** Puts a finite number into a numeric feature. */
  putNumber(row: number, number: number): void {
    this.#values[row] = toFloat32(number);
  }

  /** Puts a word of a categorical feature that is not empty, by the code that `words` has for it. */
  putCode(row: number, code: number): void {
    this.#codes[row] = code < 0 ? this.#unseen : code;
  }
}

/**
 * Puts a record into a row. What stands in objects of the record counts as "outer.inner", as in
 * datasets.
 *
 * @returns what is wrong with the record, or `null`
 */
export function putRecord(
  columns: readonly RecordColumn[],
  row: number,
  record: object,
): string | null {
  const faults: RecordFault[] = [];
  for (const column of columns) {
    const value = valueAt(record, column.name) ?? null;
    const message = typeof value === "object" && value !== null
      ? "A list or an object is no value."
      : column.put(row, value as InputRecord[string]);
    if (message !== null) faults.push({ feature: column.name, message });
  }
  return faults.length > 0 ? new RecordError(faults).message : null;
}

/** Own properties only: a feature may be called "constructor". */
function valueAt(record: object, name: string): unknown {
  if (Object.hasOwn(record, name)) return (record as Record<string, unknown>)[name];
  for (let dot = name.indexOf("."); dot > 0; dot = name.indexOf(".", dot + 1)) {
    const outer = name.slice(0, dot);
    const inner = Object.hasOwn(record, outer) && (record as Record<string, unknown>)[outer];
    if (typeof inner !== "object" || inner === null) continue;
    const value = valueAt(inner, name.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}
