/**
 * Whether the first line of a table names its columns.
 *
 * @module
 */
import { readNumber } from "../../values/number.ts";

const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
const DATE_TIME = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/;
const NUMERIC_SHARE = 0.9;
const FEWEST_COUNTED = 3;

/**
 * Tells from the first record and those after it whether the first holds names.
 *
 * A column speaks for a header when words are above numbers, and against one when a value that
 * nobody would call a column (a number, an address, a date) is first. Tables of words alone have
 * a header. The numbers 0, 1, 2 and so on are names too: tools write them above unnamed columns.
 */
export function hasHeader(first: string[], next: string[][]): boolean {
  if (isCount(first)) return next.length === 0 || !next.every(isCount);
  const values = first.filter(isValue).length;
  if (values === 0) return true;
  const wordsAboveNumbers = first.filter((cell, i) => {
    if (isValue(cell) || isNoNumber(cell)) return false;
    const below = next.map((record) => record[i] ?? "").filter((word) => !isNoNumber(word));
    return below.length > 0 && below.filter(isFinite).length >= NUMERIC_SHARE * below.length;
  }).length;
  return wordsAboveNumbers > values;
}

function isCount(cells: string[]): boolean {
  return cells.length >= FEWEST_COUNTED && cells.every((cell, i) => cell.trim() === String(i));
}

function isFinite(cell: string): boolean {
  return Number.isFinite(readNumber(cell));
}

/** Whether a cell stands for a number that is missing or infinite. */
function isNoNumber(cell: string): boolean {
  const number = readNumber(cell);
  return number === null || (number !== undefined && !Number.isFinite(number));
}

function isValue(cell: string): boolean {
  const word = cell.trim();
  return isFinite(word) || IP_ADDRESS.test(word) || DATE_TIME.test(word);
}
