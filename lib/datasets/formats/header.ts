/**
 * Whether the first line of a table names its columns.
 *
 * @module
 */

const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
const DATE_TIME = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/;
/** Words that stand for a missing number. */
const NO_NUMBER = new Set(["", "?", "-", "na", "n/a", "nan", "null", "none", "inf", "infinity"]);
const NUMERIC_SHARE = 0.9;
const FEWEST_COUNTED = 3;

/**
 * Tells from the first record and those after it whether the first holds names.
 *
 * A column speaks for a header when words stand above numbers, and against one when a value that
 * nobody would call a column (a number, an address, a date) stands first. Tables of words alone have
 * a header. The numbers 0, 1, 2 and so on are names too: tools write them above unnamed columns.
 */
export function hasHeader(first: string[], next: string[][]): boolean {
  if (isCount(first)) return next.length === 0 || !next.every(isCount);
  const values = first.filter(isValue).length;
  if (values === 0) return true;
  const wordsAboveNumbers = first.filter((cell, i) => {
    if (isValue(cell) || NO_NUMBER.has(cell.trim().toLowerCase())) return false;
    const below = next.map((record) => record[i]?.trim().toLowerCase() ?? "")
      .filter((word) => !NO_NUMBER.has(word));
    return below.length > 0 && below.filter(isNumber).length >= NUMERIC_SHARE * below.length;
  }).length;
  return wordsAboveNumbers > values;
}

function isCount(cells: string[]): boolean {
  return cells.length >= FEWEST_COUNTED && cells.every((cell, i) => cell.trim() === String(i));
}

function isNumber(cell: string): boolean {
  return cell.trim() !== "" && !Number.isNaN(Number(cell));
}

function isValue(cell: string): boolean {
  const word = cell.trim();
  return isNumber(word) || IP_ADDRESS.test(word) || DATE_TIME.test(word);
}
