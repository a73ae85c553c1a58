import { type Database, parquetSource, quoteIdentifier } from "../../../tables/duckdb.ts";
import type { Layout } from "../../formats/format.ts";
import { columnNotations } from "../../notation/column_notations.ts";
import type { TypedColumn } from "./typed_column.ts";

/** Columns that were taken for words by the beginning of the file and hold numbers. */
export async function misjudgedWords(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  parquetPath: string,
): Promise<{ plain: Set<TypedColumn>; noted: boolean }> {
  const guessed = columns.filter(({ type }, i) =>
    type === "categorical" && layout.columns[i].type === "unknown"
  );
  const { columns: told } = await columnNotations(
    database,
    guessed.map(({ name }) => ({ name, sql: quoteIdentifier(name) })),
    parquetSource(parquetPath),
    layout.delimiter,
  );
  return {
    plain: new Set(guessed.filter((_, i) => told[i] === "plain")),
    noted: told.some((each) => typeof each === "object"),
  };
}
