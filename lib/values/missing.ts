/**
 * What tools write where they have no value.
 *
 * @module
 */

/**
 * Words for a missing number, in lower case: those of pandas, R, SQL, spreadsheets, Weka, Zeek and
 * C's printf among them.
 *
 * Source: pandas, "IO tools", `na_values`; Zeek's manual, "Zeek Log Formats and Inspection".
 */
export const MISSING_WORDS: ReadonlySet<string> = new Set([
  ...["", "?", "-", "--", "na", "n/a", "n.a.", "#n/a", "#n/a n/a", "#na", "<na>"],
  ...["nan", "+nan", "-nan", "nan(ind)", "-nan(ind)", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan"],
  ...["null", "(null)", "<null>", "#null!", "none", "nil", "\\n", "undefined", "(empty)"],
  ...["#div/0!", "#value!", "#num!", "#ref!", "#name?"],
]);

/** Blanks that may be around a value. */
export const BLANKS = " \t\r\n\f\v\u00a0";

/** A text without blanks around it, in a time that grows with its length only. */
export function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BLANKS.includes(text[start])) start++;
  while (start < end && BLANKS.includes(text[end - 1])) end--;
  return text.slice(start, end);
}

/** Whether a text holds nothing but blanks. */
export function isBlankText(text: string): boolean {
  return trimBlanks(text) === "";
}
