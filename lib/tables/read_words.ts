/**
 * A few columns of a few rows, as words.
 *
 * @module
 */
import type { CategoricalColumn } from "../learning/features/frame.ts";
import { openDatabase, parquetSource } from "./duckdb.ts";
import { storedColumns, storedText } from "./stored_columns.ts";

/** Rows that can be named; `readFrame()` reads more of them. */
export const MOST_NAMED_ROWS = 100_000;

/** The words of a column, by code. */
export interface ColumnWords extends Pick<CategoricalColumn, "categories"> {
  /** One a row, an index into `categories`; -1 where it is missing. */
  codes: Int32Array<ArrayBuffer>;
}

/**
 * Reads columns of named rows as text. Nothing is counted over the other rows, so that some rows of a
 * large dataset take a fraction of a second.
 *
 * @param rowNumbers at most {@linkcode MOST_NAMED_ROWS}, ascending, counted from 0
 * @returns in the order of `columns`, with the rows in the order of `rowNumbers`
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function readWords(
  parquetPath: string,
  columns: string[],
  rowNumbers: Uint32Array,
  memoryBytes?: number,
): Promise<ColumnWords[]> {
  const spillFolder = `${parquetPath}.${crypto.randomUUID()}`;
  using database = await openDatabase({ spillFolder, memoryBytes });
  const stored = await storedColumns(database, parquetPath);
  await database.run(
    `CREATE TEMP TABLE named AS SELECT number, row_number() OVER (ORDER BY number) - 1 AS place ` +
      `FROM (SELECT unnest([${rowNumbers.join(", ")}]::UINTEGER[]) AS number)`,
  );
  const words = columns.map(() => ({
    codes: new Int32Array(rowNumbers.length).fill(-1),
    known: new Map<string, number>(),
  }));
  const texts = columns.map((name, index) => `${storedText(stored, name)} AS word_${index}`);
  const found = await database.rows(
    `SELECT place, ${texts.join(", ")} FROM ${parquetSource(parquetPath, { rowNumbers: true })} ` +
      `JOIN named ON file_row_number = number`,
  );
  for (const [place, ...values] of found) {
    values.forEach((value, column) => {
      if (value === null) return;
      const { codes, known } = words[column];
      const word = String(value);
      const code = known.get(word) ?? known.size;
      known.set(word, code);
      codes[Number(place)] = code;
    });
  }
  return words.map(({ codes, known }) => ({ codes, categories: [...known.keys()] }));
}
