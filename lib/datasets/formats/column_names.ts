/**
 * Column names that a person wrote, made fit to tell columns apart.
 *
 * @module
 */
import { MAX_NAME_LENGTH } from "../limits.ts";

/** Names with what was changed. */
export interface UniqueNames {
  names: string[];
  warnings: string[];
}

/** A name that DuckDB gives to the numbers of rows, so that no column of a file can have it. */
const RESERVED = "file_row_number";

/** The name of a column that has none in the file, from its position, counted from 0. */
export function positionalName(position: number): string {
  return `column_${position + 1}`;
}

/**
 * Trims names, fills empty ones, cuts very long ones, and adds `.1`, `.2` ... to repeated ones.
 *
 * Names that differ in upper and lower case only count as repeated, because databases do not tell
 * them apart.
 */
export function uniqueNames(raw: string[]): UniqueNames {
  const warnings: string[] = [];
  const taken = new Set([RESERVED]);
  let empty = 0;
  let long = 0;
  let reserved = false;
  const repeated: string[] = [];
  const names = raw.map((text, i) => {
    // deno-lint-ignore no-control-regex
    let name = text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim().toWellFormed();
    if (name === "") {
      empty++;
      name = positionalName(i);
    }
    if (name.length > MAX_NAME_LENGTH) {
      long++;
      name = name.slice(0, MAX_NAME_LENGTH).toWellFormed();
    }
    if (taken.has(fold(name))) {
      if (fold(name) === RESERVED) reserved = true;
      else repeated.push(name);
      name = firstFree(name, taken);
    }
    taken.add(fold(name));
    return name;
  });
  if (empty > 0) {
    warnings.push(
      empty === 1
        ? "One column has no name; it is named by position."
        : `${empty} columns have no name; they are named by position.`,
    );
  }
  if (long > 0) warnings.push(`Column names are cut after ${MAX_NAME_LENGTH} characters.`);
  if (reserved) warnings.push(`A column named "${RESERVED}" was numbered: the name is reserved.`);
  if (repeated.length > 0) {
    const shown = repeated.slice(0, 5).map((name) => `"${name}"`).join(", ");
    const more = repeated.length > 5 ? ` and ${repeated.length - 5} more` : "";
    warnings.push(`Duplicate column names were numbered: ${shown}${more}.`);
  }
  return { names, warnings };
}

function fold(name: string): string {
  return name.toLowerCase();
}

function firstFree(name: string, taken: Set<string>): string {
  for (let number = 1;; number++) {
    const candidate = `${name}.${number}`;
    if (!taken.has(fold(candidate))) return candidate;
  }
}
