/**
 * The prediction form: texts as typed, and the record made of them.
 *
 * @module
 */
import type { InputRecord, ModelInput } from "../models/types.ts";
import type { FieldErrors } from "./field_errors.ts";
import { parseNumber } from "./parse_number.ts";
import { jsonPointer } from "./problem.ts";

/** Texts by the name of the input; empty where nothing is given. */
export type RecordTexts = Record<string, string>;

/** A form with nothing in it. */
export function emptyTexts(inputs: ModelInput[]): RecordTexts {
  return Object.fromEntries(inputs.map(({ name }) => [name, ""]));
}

/** A record as texts; values that the model does not use are left out. */
export function textsOf(inputs: ModelInput[], record: InputRecord): RecordTexts {
  return Object.fromEntries(inputs.map(({ name }) => [name, String(record[name] ?? "")]));
}

/**
 * The record to send, with the errors of what is missing or no number. What a record may lack is
 * sent as `null` where nothing is given.
 */
export function recordOf(
  inputs: ModelInput[],
  texts: RecordTexts,
): { record: InputRecord; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const record = Object.fromEntries(inputs.map(({ name, type, optional }) => {
    const text = texts[name].trim();
    const value = type === "numeric" ? parseNumber(text) : text || null;
    if (value === null && !(optional && text === "")) {
      errors[jsonPointer("records", 0, name)] = type === "numeric"
        ? "Enter a number."
        : "Choose a category.";
    }
    return [name, value];
  }));
  return { record, errors };
}
