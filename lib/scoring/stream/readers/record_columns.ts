/**
 * Where the readers of records put what they read.
 *
 * @module
 */
import { CategoryColumn } from "../../../learning/features/category_column.ts";
import { KindColumn } from "../../../learning/features/kind_column.ts";
import type { InputColumn, InputValue } from "../../../learning/features/feature.ts";
import { RecordError, type RecordFault } from "../../../learning/features/record_error.ts";
import { readRecord } from "../../../values/record.ts";
import { WordCodes } from "./word_codes.ts";

/** One feature of the records, to be filled row by row; or their kind, which is to be checked. */
export class RecordColumn {
  readonly name: string;
  /** Whether it is the kind of the records, and no feature. */
  readonly isKind: boolean;
  /** Whether records need not have it. */
  readonly isOptional: boolean;
  /** Codes of the words of a categorical feature; `null` for numbers. */
  readonly words: WordCodes | null;
  /** Whether points group thousands in texts, so that a text is not the plain number that it looks. */
  readonly pointsGroup: boolean;
  /** Whether any row may lack its value: values read straight from the bytes are always there. */
  mayHaveGaps = false;
  readonly #input: InputColumn;
  readonly #values: Float32Array;
  readonly #codes: Int32Array;

  constructor(input: InputColumn) {
    const { column } = input;
    this.#input = input;
    this.name = column.name;
    this.isKind = input instanceof KindColumn;
    this.isOptional = input.isOptional ?? false;
    this.pointsGroup = input.pointsGroup;
    this.#values = column.type === "numeric" ? column.values : new Float32Array();
    this.#codes = column.type === "categorical" ? column.codes : new Int32Array();
    const unseen = input instanceof CategoryColumn || input instanceof KindColumn
      ? input.unseen
      : 0;
    this.words = column.type === "categorical"
      ? new WordCodes(column.categories.slice(0, unseen).map((word, code) => [word, code]))
      : null;
  }

  /** Puts any value, and tells what is wrong with it. */
  put(row: number, value: InputValue): string | null {
    this.mayHaveGaps = true;
    return this.#input.put(row, value);
  }

  /** Puts a number within 32-bit floats into a numeric feature. */
  putNumber(row: number, number: number): void {
    this.#values[row] = Math.fround(number);
  }

  /** Puts a word of a categorical feature by the code that `words` has for it. */
  putCode(row: number, code: number): void {
    this.#codes[row] = code;
  }
}

/**
 * Puts a record into a row, as {@linkcode readRecord} reads it.
 *
 * @returns what is wrong with the record, or `null`
 */
export function putRecord(
  columns: readonly RecordColumn[],
  row: number,
  record: object,
): string | null {
  const { record: values } = readRecord(record, columns.map(({ name }) => name));
  const faults: RecordFault[] = [];
  for (const column of columns) {
    // Own properties only: a feature may be called "constructor".
    const value = Object.hasOwn(values, column.name) ? values[column.name] : undefined;
    const message = column.put(row, value);
    if (message === null) continue;
    const fault = { feature: column.name, message };
    // Its features are none of those of the model.
    if (column.isKind) return new RecordError([fault]).message;
    faults.push(fault);
  }
  return faults.length > 0 ? new RecordError(faults).message : null;
}
