import type { ContextBlock } from "../../learning/context/context_block.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { type Database, parquetSource } from "../../tables/duckdb.ts";
import { numbersOf, scatter } from "../../tables/frame/chunk_values.ts";
import { connectionSql } from "../connections/connection_sql.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";

/** The ports that there are, with -1 for one that is not known. */
const PORTS = 65_537;
/** A port as text, as a service without a name is called. */
const IS_PORT = /^(-1|0|[1-9]\d{0,4})$/;

/**
 * Reads what the neighbours of the connections of a dataset see of them: some thirty bytes a record.
 *
 * @returns by row of the dataset; rows without a time or a host have `NaN` as their time
 */
export async function readConnections(
  database: Database,
  parquet: string,
  profile: DatasetProfile,
): Promise<ContextBlock> {
  const { rows } = profile;
  const sql = await connectionSql(database, parquet, findConnectionColumns(profile.columns));
  const source = parquetSource(parquet, { rowNumbers: true });
  await nameCodes(database, "hosts", [sql.source, sql.destination], source);
  const services = await nameCodes(database, "services", [sql.service], source);
  const connections: ContextBlock = {
    rows,
    time: new Float64Array(rows),
    source: new Int32Array(rows),
    destination: new Int32Array(rows),
    service: new Int32Array(rows),
    sourcePort: new Int32Array(rows),
    destinationPort: new Int32Array(rows),
    error: new Uint8Array(rows),
  };
  const code = (name: string, type: string) =>
    `coalesce(enum_code(TRY_CAST(${name} AS ${type}))::INTEGER, -1)`;
  const isWhole = `(${sql.source}) IS NOT NULL AND (${sql.destination}) IS NOT NULL`;
  const chunks = database.chunks(
    `SELECT coalesce(CASE WHEN ${isWhole} THEN ${sql.time} END, 'nan'::DOUBLE), ` +
      `${code(sql.source, "hosts")}, ${code(sql.destination, "hosts")}, ` +
      `${services.length === 0 ? "-1" : code(sql.service, "services")}, ${sql.source_port}, ` +
      `${sql.destination_port}, ${sql.error}::INTEGER, file_row_number::UINTEGER FROM ${source}`,
  );
  for await (const chunk of chunks) {
    // Rows come in any order and say where they belong.
    const places = numbersOf(chunk, 7);
    scatter(connections.time, numbersOf(chunk, 0), places);
    scatter(connections.source, numbersOf(chunk, 1), places);
    scatter(connections.destination, numbersOf(chunk, 2), places);
    scatter(connections.service, numbersOf(chunk, 3), places);
    scatter(connections.sourcePort, numbersOf(chunk, 4), places);
    scatter(connections.destinationPort, numbersOf(chunk, 5), places);
    scatter(connections.error, numbersOf(chunk, 6), places);
  }
  nameByPort(connections, services);
  return connections;
}

/** Numbers services: those that are not named by their port, as a service may be that is called so. */
function nameByPort({ rows, service, destinationPort }: ContextBlock, names: string[]): void {
  const numbers = names.map((name, code) => IS_PORT.test(name) ? Number(name) + 1 : PORTS + code);
  for (let row = 0; row < rows; row++) {
    service[row] = service[row] < 0 ? destinationPort[row] + 1 : numbers[service[row]];
  }
}

/**
 * Makes a type whose codes number the different values of some SQL.
 *
 * @returns the values by code
 */
async function nameCodes(
  database: Database,
  type: string,
  values: string[],
  source: string,
): Promise<string[]> {
  const names = values.map((value) => `SELECT DISTINCT ${value} AS name FROM ${source}`);
  await database.run(
    `CREATE TEMP TABLE ${type}_names AS SELECT name FROM (${names.join(" UNION ")}) ` +
      `WHERE name IS NOT NULL ORDER BY name`,
  );
  const ordered = `SELECT name FROM ${type}_names ORDER BY name`;
  const found = (await database.rows(ordered)).map(([name]) => String(name));
  if (found.length > 0) await database.run(`CREATE TYPE ${type} AS ENUM (${ordered})`);
  return found;
}
