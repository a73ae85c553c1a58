import type { RecordConnection } from "../../resources/record_connection.ts";
import { type Database, openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { CLOCK_FROM } from "./clock_from.ts";
import type { ConnectionColumns } from "../../values/connections/connection_columns.ts";
import { connectionSql } from "./connection_sql.ts";
import { protocolName } from "./protocol_name.ts";

/**
 * When some records of a dataset came, and who talked with whom.
 *
 * @param rowNumbers counted from 0; those beyond the end are left out
 * @param memoryBytes that the database may use
 * @returns by row number; empty where no column says anything of it
 */
export async function readRecordConnections(
  parquet: string,
  columns: ConnectionColumns,
  rowNumbers: readonly number[],
  memoryBytes: number,
): Promise<Map<number, RecordConnection>> {
  if (rowNumbers.length === 0 || !saysAnything(columns)) return new Map();
  using database = await openDatabase({
    spillFolder: `${parquet}.${crypto.randomUUID()}`,
    memoryBytes,
    threads: 1,
  });
  return await selectConnections(database, parquet, columns, rowNumbers);
}

function saysAnything({ columns }: ConnectionColumns): boolean {
  const { time, source, destination, service, protocol } = columns;
  return [time, source, destination, service, protocol].some((names) => names?.length);
}

async function selectConnections(
  database: Database,
  parquet: string,
  columns: ConnectionColumns,
  rowNumbers: readonly number[],
): Promise<Map<number, RecordConnection>> {
  const sql = await connectionSql(database, parquet, columns);
  const fields = [
    sql.time,
    sql.source,
    sql.destination,
    sql.destination_port,
    sql.protocol,
    sql.service,
  ];
  const rows = await database.rows(
    `SELECT file_row_number, ${fields.join(", ")} ` +
      `FROM ${parquetSource(parquet, { rowNumbers: true })} ` +
      `WHERE file_row_number IN (${rowNumbers.join(", ")})`,
  );
  return new Map(rows.map(([row, time, source, destination, port, protocol, service]) => [
    Number(row),
    {
      time: time !== null && Number(time) >= CLOCK_FROM
        ? new Date(Number(time)).toISOString()
        : null,
      source: textOf(source),
      destination: textOf(destination),
      destinationPort: port === null || Number(port) < 0 ? null : Number(port),
      protocol: protocolName(Number(protocol ?? 0)),
      service: textOf(service),
    },
  ]));
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value);
}
