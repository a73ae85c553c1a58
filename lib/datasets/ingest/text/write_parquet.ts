/**
 * From well-formed delimited text to Parquet, by the database.
 *
 * @module
 */
import { DatasetError } from "../../../base/dataset_error.ts";
import type { Database } from "../../../tables/duckdb.ts";
import { asNumber, isBlank } from "../../../tables/numbers.ts";
import { writeInOrder } from "../../../tables/ordered_rows.ts";
import type { Layout } from "../../formats/format.ts";
import { columnNotations } from "../../notation/column_notations.ts";
import { normaliseNumbers } from "../normalise_numbers.ts";
import type { PreparedSource } from "../source/prepare.ts";
import type { Sample } from "../source/sample.ts";
import { guessTypes, mayGroupByPoint } from "./guess_types.ts";
import { misjudgedWords } from "./misjudged_words.ts";
import { cellAt, selectFrom, textSource } from "./stored_values.ts";
import { type TextResult, type TypedColumn, withTypes } from "./typed_column.ts";
import { writeChecked } from "./write_checked.ts";

/**
 * Writes the records of a text into a Parquet file, in their order.
 *
 * Types that the format leaves open are decided by every value of the file: a column is numeric when
 * 99 % of its values are numbers. Most files are read once, with types guessed from their beginning
 * and confirmed afterwards; a wrong guess costs a second reading, never a wrong type.
 *
 * Words in place of numbers reject the record.
 *
 * @param sample the beginning of the text
 * @throws {DatasetError} when the database cannot make sense of the text
 */
export async function writeParquet(
  database: Database,
  layout: Layout,
  source: PreparedSource,
  sample: Sample,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  try {
    const written = await writeText(database, layout, source, sample, parquetPath, onProgress);
    await normaliseNumbers(database, parquetPath);
    return written;
  } catch (error) {
    const place = /CSV Error on Line: (\d+)/.exec(String(error));
    if (!place) throw error;
    throw new DatasetError(
      `The text cannot be read near record ${place[1]}: quotes or line ends can be ` +
        `understood in several ways. Export the table again with a usual CSV writer.`,
    );
  }
}

async function writeText(
  database: Database,
  layout: Layout,
  source: PreparedSource,
  sample: Sample,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  const guess = guessTypes(layout, sample);
  if (
    !mayGroupByPoint(layout, sample) &&
    await writeTyped(database, layout, guess, source, parquetPath, onProgress)
  ) {
    const { plain, noted } = await misjudgedWords(database, layout, guess, parquetPath);
    if (plain.size === 0 && !noted) {
      return { columns: guess, rows: source.records, rejected: 0, first: [], warnings: [] };
    }
  }
  const { columns, warnings } = await countedTypes(database, layout, source);
  const written = await writeChecked(database, layout, columns, source, parquetPath, onProgress);
  return { ...written, warnings };
}

/** The types that all values of the file call for. */
async function countedTypes(
  database: Database,
  layout: Layout,
  source: PreparedSource,
): Promise<{ columns: TypedColumn[]; warnings: string[] }> {
  const open = layout.columns.flatMap(({ name, type }, i) =>
    type === "unknown" ? [{ i, name, sql: cellAt(i) }] : []
  );
  const words = textSource(source, layout.columns.length);
  const { columns: told, warnings } = await columnNotations(
    database,
    open,
    words,
    layout.delimiter,
  );
  const notations = new Map(open.map(({ i }, k) => [i, told[k]]));
  const columns = withTypes(layout, (i) => notations.get(i) !== "words").map((column, i) => {
    const notation = notations.get(i);
    return typeof notation === "object" ? { ...column, notation } : column;
  });
  return { columns, warnings };
}

/** SQL: a number that is written as one; any other word ends the query. */
function strictNumber(word: string): string {
  const number = asNumber(word);
  return `CASE WHEN ${isBlank(word)} THEN NULL WHEN ${number} IS NULL ` +
    `THEN error('${NOT_NUMERIC}') ELSE ${number} END`;
}

/** The error of the database where a number is expected and a word is there. */
const NOT_NUMERIC = "netsift: expected a number";

/** Reads with these types; false when a value does not fit them. */
async function writeTyped(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  source: PreparedSource,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<boolean> {
  const from = textSource(source, columns.length);
  const number = (i: number) => strictNumber(cellAt(i));
  try {
    const select = selectFrom(layout, columns, from, number);
    await writeInOrder(database, select, parquetPath, onProgress);
    return true;
  } catch (error) {
    if (String(error).includes(NOT_NUMERIC)) return false;
    throw error;
  }
}
