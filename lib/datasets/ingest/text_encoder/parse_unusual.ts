import { readNumber } from "../../../values/number.ts";

/** No number needs more characters. */
const LONGEST_NUMBER = 100;

/** @returns `null` where the text says that there is no number, `undefined` where it may be a word */
export function parseUnusual(text: string): number | null | undefined {
  if (text.length > LONGEST_NUMBER) return undefined;
  const number = readNumber(text);
  // The database has its own NaN: a column of these alone is one of numbers.
  return number === null && /nan/i.test(text) ? NaN : number;
}
