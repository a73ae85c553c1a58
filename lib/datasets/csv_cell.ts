// @ts-types="./std_csv.d.ts"
import { stringify } from "@std/csv";

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
  return stringify([[safe]], { headers: false }).replace(/\r\n$/, "");
}
