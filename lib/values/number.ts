/**
 * What one cell means as a number, the same whichever way a record comes in.
 *
 * @module
 */
import { MISSING_WORDS, trimBlanks } from "./missing.ts";

/** The largest finite 32-bit float: models compute in these. */
export const LARGEST_FLOAT32 = 2 ** 128 - 2 ** 104;

/** A number is a decimal one. `\d+(\.\d*)?` and not `\d+\.?\d*`, which takes quadratic time. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/**
 * Reads a text as a number.
 *
 * Blanks around it do not matter. Decimal numbers, with or without an exponent, are numbers, and so
 * are `inf` and `Infinity`, in any case; hexadecimal ones, digits with `_` or `,` among them and
 * units are not. What lies beyond 32-bit floats is infinite.
 *
 * @returns `null` where the text says that there is no number, such as `NA` or `-`; `undefined` where
 *   it is a word
 *
 * @example
 * ```ts
 * import { readNumber } from "./number.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(readNumber(" +1.5e3 "), 1500);
 * assert.equal(readNumber("1e300"), Infinity);
 * assert.equal(readNumber("n/a"), null);
 * assert.equal(readNumber("10013_57"), undefined);
 * ```
 */
export function readNumber(text: string): number | null | undefined {
  const trimmed = trimBlanks(text);
  if (DECIMAL.test(trimmed)) return storedNumber(Number(trimmed));
  if (MISSING_WORDS.has(trimmed.toLowerCase())) return null;
  const infinite = INFINITE.exec(trimmed);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return undefined;
}

/** A number as datasets and models hold it: infinite beyond 32-bit floats, `null` for NaN. */
export function storedNumber(number: number): number | null {
  if (Math.abs(number) <= LARGEST_FLOAT32) return number;
  return Number.isNaN(number) ? null : Math.sign(number) * Infinity;
}

/** Whether a text reads as a finite or infinite number. */
export function isNumber(text: string): boolean {
  return typeof readNumber(text) === "number";
}
