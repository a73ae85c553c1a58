/**
 * A value of a record, whichever way the record came, as a number or as a word.
 *
 * @module
 */
import { isBlankText, trimBlanks } from "./missing.ts";
import { readNumber, storedNumber } from "./number.ts";

/** A value as JSON has it, or a cell of a table as text. */
export type Value = string | number | boolean | null | undefined;

/**
 * A value as a number: `true` is 1 and `false` is 0, written as a word too.
 *
 * @returns `null` where it is missing, `undefined` where it is no number
 */
export function numberOf(value: Value): number | null | undefined {
  switch (typeof value) {
    case "number":
      return storedNumber(value);
    case "boolean":
      return Number(value);
    case "string": {
      const truth = truthOf(value);
      return truth === undefined ? readNumber(value) : Number(truth);
    }
    default:
      return null;
  }
}

/**
 * A value as a word: numbers and truth values as JSON writes them, texts as they are.
 *
 * @returns `null` where it is missing
 */
export function wordOf(value: Value): string | null {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (typeof value !== "string") return String(value);
  return isBlankText(value) ? null : value;
}

/** What a word says if it is a truth value: `true` or `false` in any case. */
export function truthOf(word: string): boolean | undefined {
  switch (trimBlanks(word).toLowerCase()) {
    case "true":
      return true;
    case "false":
      return false;
    default:
      return undefined;
  }
}
