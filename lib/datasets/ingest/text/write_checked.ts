import { type Database, parquetSource } from "../../../tables/duckdb.ts";
import { isNoNotedNumber, notedNumber } from "../../../tables/notation.ts";
import { writeInOrder } from "../../../tables/ordered_rows.ts";
import type { Layout } from "../../formats/format.ts";
import { KEPT_REJECTS } from "../../limits.ts";
import type { PreparedSource } from "../source/prepare.ts";
import { cellAt, selectFrom, textSource } from "./stored_values.ts";
import type { BadRecord, TextResult, TypedColumn } from "./typed_column.ts";

/** Reads everything as words, and leaves out the records whose words do not fit the types. */
export async function writeChecked(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  source: PreparedSource,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  const words = textSource(source, columns.length);
  const faults = columns.flatMap(({ type, notation }, i) =>
    type === "numeric" ? [isNoNotedNumber(cellAt(i), notation)] : []
  );
  const bad = faults.length === 0 ? "false" : faults.join(" OR ");
  const good = `(FROM ${words} WHERE NOT (${bad}))`;
  const number = (i: number) => notedNumber(cellAt(i), columns[i].notation);
  const select = selectFrom(layout, columns, good, number);
  await writeInOrder(database, select, parquetPath, onProgress);
  const [[written]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const rows = Number(written);
  const rejected = source.records - rows;
  const numbered = `(SELECT row_number() OVER () - 1 AS record, * FROM ${words})`;
  const first = rejected === 0
    ? []
    : await firstBadRecords(database, columns, `FROM ${numbered} WHERE ${bad}`);
  return { columns, rows, rejected, first, warnings: [] };
}

async function firstBadRecords(
  database: Database,
  columns: TypedColumn[],
  from: string,
): Promise<BadRecord[]> {
  const numeric = columns.flatMap(({ type }, i) => type === "numeric" ? [i] : []);
  const isBad = (i: number) => isNoNotedNumber(cellAt(i), columns[i].notation);
  const whichColumn = numeric.map((i) => `WHEN ${isBad(i)} THEN ${i}`).join(" ");
  const whichWord = numeric.map((i) => `WHEN ${isBad(i)} THEN ${cellAt(i)}`).join(" ");
  const rows = await database.rows(
    `SELECT record, CASE ${whichColumn} END, CASE ${whichWord} END ${from} ` +
      `ORDER BY record LIMIT ${KEPT_REJECTS}`,
  );
  return rows.map(([record, column, word]) => {
    const { name } = columns[Number(column)];
    const reason = String(word).trim() === name
      ? "the header is repeated here"
      : `column ${JSON.stringify(shorten(name))} expects a number, got ${
        JSON.stringify(shorten(String(word)))
      }`;
    return { record: Number(record), reason };
  });
}

function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 40).toWellFormed()}...`;
}
