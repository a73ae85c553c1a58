/** Spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes a text as one CSV cell (RFC 4180) that no spreadsheet runs as a formula.
 *
 * @example
 * ```ts
 * import { stringifyCell } from "./csv_cell.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(stringifyCell('say "hi"'), '"say ""hi"""');
 * assert.equal(stringifyCell("=1+1"), "'=1+1");
 * ```
 */
export function stringifyCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  // The standard library leaves a lone carriage return unquoted, which many readers take for a line end.
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
