/**
 * Rows of a dataset, chosen and numbered.
 *
 * @module
 */
import { type Database, parquetSource, quoteIdentifier } from "../duckdb.ts";
import { numbersOf, scatter } from "./chunk_values.ts";
import type { RowSelection } from "./frame_request.ts";

/** Puts rows that are named into the table that {@linkcode chooseRows} makes. */
export async function nameRows(database: Database, wanted: Uint32Array) {
  await database.run(
    `CREATE TEMP TABLE chosen AS SELECT unnest([${wanted.join(", ")}]::BIGINT[]) AS number`,
  );
  return { rows: wanted.length, complete: wanted.length, selected: wanted.length };
}

/**
 * Gives each chosen row its place in the frame.
 *
 * @returns the numbers of the rows, ascending
 */
export async function numberChosen(database: Database): Promise<Uint32Array> {
  await database.run(
    "CREATE TEMP TABLE placed AS SELECT number, row_number() OVER (ORDER BY number) - 1 AS place " +
      "FROM chosen",
  );
  const [[count]] = await database.rows("SELECT count(*) FROM placed");
  const numbers = new Uint32Array(Number(count));
  for await (
    const chunk of database.chunks("SELECT number::UINTEGER, place::UINTEGER FROM placed")
  ) {
    scatter(numbers, numbersOf(chunk, 0), numbersOf(chunk, 1));
  }
  return numbers;
}

/**
 * Puts the numbers of the rows of a selection into a table.
 *
 * @returns how many they are
 */
export async function selectRows(
  database: Database,
  parquetPath: string,
  { condition = "TRUE", sample }: RowSelection,
): Promise<number> {
  await database.run(
    `CREATE TEMP TABLE selected AS SELECT file_row_number AS number ` +
      `FROM ${parquetSource(parquetPath, { rowNumbers: true })} WHERE ${condition}` +
      (sample ? ` ORDER BY ${sample.order} LIMIT ${sample.rows}` : ""),
  );
  const [[rows]] = await database.rows("SELECT count(*) FROM selected");
  return Number(rows);
}

/**
 * Puts the numbers of rows into a table: of those that are selected and whose values of `complete` are known, and of these
 * the first of each kind where values are to be compared.
 */
export async function chooseRows(
  database: Database,
  parquetPath: string,
  { selected, complete, compared, isSelection }: {
    /** How many rows {@linkcode selectRows} has chosen, or all. */
    selected: number;
    complete: string[];
    compared: string[];
    isSelection: boolean;
  },
): Promise<{ rows: number; complete: number; selected: number }> {
  const conditions = complete.map((value) => `${value} IS NOT NULL`);
  if (isSelection) conditions.push("file_row_number IN (SELECT number FROM selected)");
  const from = `FROM ${parquetSource(parquetPath, { rowNumbers: true })}` +
    (conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "");
  await database.run(
    compared.length === 0
      ? `CREATE TEMP TABLE chosen AS SELECT file_row_number AS number, 1 AS n ${from}`
      : `CREATE TEMP TABLE chosen AS SELECT min(file_row_number) AS number, count(*) AS n ${from} ` +
        `GROUP BY ${compared.map(quoteIdentifier).join(", ")}`,
  );
  const [[rows, all]] = await database.rows("SELECT count(*), coalesce(sum(n), 0) FROM chosen");
  return { rows: Number(rows), complete: Number(all), selected };
}
