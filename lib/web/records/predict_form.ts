/**
 * The prediction form: texts as typed, and the record made of them.
 *
 * @module
 */
import type { InputRecord, ModelInput } from "../../learning/features/input.ts";
import type { FieldErrors } from "../field_errors.ts";
import { parseNumber } from "./parse_number.ts";
import { isBlankText } from "../../values/missing.ts";
import type { Notation } from "../../values/notation.ts";
import { notedNumberOf, plainText } from "../../values/noted_number.ts";
import { readNumber } from "../../values/number.ts";
import { jsonPointer } from "../problem.ts";

/** Texts by the name of the input; empty where nothing is given. */
export type RecordTexts = Record<string, string>;

/** A form with nothing in it. */
export function emptyTexts(inputs: ModelInput[]): RecordTexts {
  return Object.fromEntries(inputs.map(({ name }) => [name, ""]));
}

/** What a category field holds where the record says that there is no category. */
export const NO_CATEGORY = " ";
/** What a field of numbers holds where the record says that there is none. */
const NO_NUMBER = "NA";

/**
 * A record as texts; values that the model does not use are left out. Texts in the notation of the
 * training file become the plain numbers that they mean there.
 */
export function textsOf(inputs: ModelInput[], record: InputRecord): RecordTexts {
  return Object.fromEntries(inputs.map((input) => {
    const { name } = input;
    return [name, Object.hasOwn(record, name) ? textOf(input, record[name]) : ""];
  }));
}

function textOf(
  { type, optional, notation }: ModelInput,
  value: InputRecord[string],
): string {
  const isNoted = typeof value === "string" && type === "numeric" && notation !== undefined;
  const number = isNoted ? notedNumberOf(value, notation) : value;
  if (typeof number === "number" && Number.isFinite(number)) return plainText(number, notation);
  const text = String(value ?? "");
  if (!isBlankText(text)) return text;
  return optional ? "" : type === "numeric" ? NO_NUMBER : NO_CATEGORY;
}

/**
 * The record to send, with the errors of what is not given or no number. What is said to be missing,
 * as by `NA`, is sent as `null`, and so is an empty field where the model can do without it.
 */
export function recordOf(
  inputs: ModelInput[],
  texts: RecordTexts,
): { record: InputRecord; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const record = Object.fromEntries(inputs.map(({ name, type, optional, notation }) => {
    const text = texts[name].trim();
    const value = type === "numeric" ? numberValue(text, notation) : text || null;
    const isGiven = optional || text !== "" || texts[name] === NO_CATEGORY;
    const isMissing = type === "numeric" ? readNumber(text) === null : text === "";
    if (value === null && !(isGiven && isMissing)) {
      errors[jsonPointer("records", 0, name)] = type === "numeric"
        ? "Enter a number."
        : "Choose a category.";
    }
    return [name, value];
  }));
  return { record, errors };
}

/** A number, or the word for an infinite one, which JSON has no number for; `null` for all else. */
function numberValue(text: string, notation: Notation | undefined): number | string | null {
  const number = notedNumberOf(text, notation);
  if (number === undefined) return DECIMAL_COMMA.test(text) ? parseNumber(text) : null;
  return number !== null && !Number.isFinite(number) ? text : number;
}

const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/**
 * The features of several models, each once: numbers over the widest range, all categories. What is
 * a number to one model and a category to another is asked for as a category.
 */
export function unionOfInputs(models: ModelInput[][]): ModelInput[] {
  const union = new Map<string, ModelInput>();
  for (const input of models.flat()) {
    const before = union.get(input.name);
    union.set(input.name, before ? merged(before, input) : input);
  }
  return [...union.values()];
}

function merged(a: ModelInput, b: ModelInput): ModelInput {
  const { optional: _, ...rest } = b;
  const notation = a.notation ?? b.notation;
  const optional = a.optional && b.optional ? { optional: true } : {};
  if (a.type === "numeric" && rest.type === "numeric") {
    return {
      ...rest,
      min: Math.min(a.min, rest.min),
      max: Math.max(a.max, rest.max),
      integer: a.integer && rest.integer,
      ...(notation && { notation }),
      ...optional,
    };
  }
  const categories = [a, b].flatMap((input) =>
    input.type === "categorical" ? input.categories : []
  );
  return {
    name: a.name,
    type: "categorical",
    categories: [...new Set(categories)],
    ...(notation && { notation }),
    ...optional,
  };
}
