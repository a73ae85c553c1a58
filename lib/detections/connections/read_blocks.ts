/**
 * Connections as behaviour checks read them.
 *
 * @module
 */
import {
  type ConnectionBlock,
  type ConnectionNames,
  NameTable,
} from "../../behaviour/connection_block.ts";
import { openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { numbersOf } from "../../tables/frame/chunk_values.ts";
import { rowsInOrder } from "../../tables/ordered_rows.ts";

/** Fields of a block, and what each is as SQL of the file. */
const FIELDS = {
  row: "row::DOUBLE",
  time: "time",
  source: "source_code",
  destination: "destination_code",
  destinationPort: "destination_port",
  protocol: "protocol::INTEGER",
  service: "coalesce(service_code, -1)",
  outcome: "outcome::INTEGER",
  duration: orUnknown("duration"),
  sourceBytes: orUnknown("source_bytes"),
  destinationBytes: orUnknown("destination_bytes"),
  sourcePackets: orUnknown("source_packets"),
  destinationPackets: orUnknown("destination_packets"),
} as const;

/** How to read. */
export interface ReadOptions {
  spillFolder: string;
  memoryBytes: number;
}

/** The names that numbers in the file stand for. */
export async function readNames(path: string, options: ReadOptions): Promise<ConnectionNames> {
  using database = await openDatabase(options);
  const table = async (columns: string[]) => {
    const names = new NameTable();
    const pairs = columns.map((name) =>
      `SELECT DISTINCT ${name}_code AS code, ${name} AS name FROM ${parquetSource(path)} ` +
      `WHERE ${name} IS NOT NULL`
    );
    const query = `SELECT name FROM (${pairs.join(" UNION ")}) ORDER BY code`;
    for await (const chunk of database.chunks(query)) {
      for (const name of chunk.getColumnValues(0)) names.numberOf(String(name));
    }
    return names;
  };
  return {
    hosts: await table(["source", "destination"]),
    services: await table(["service"]),
  };
}

/** The connections of a file in time order; records without a time or a host are left out. */
export async function* readBlocks(
  path: string,
  options: ReadOptions,
): AsyncGenerator<ConnectionBlock> {
  using database = await openDatabase(options);
  const chunks = rowsInOrder(
    database,
    path,
    (rowsOf) =>
      `SELECT ${Object.values(FIELDS).join(", ")} FROM ${rowsOf(path)} ` +
      `WHERE time IS NOT NULL AND source IS NOT NULL AND destination IS NOT NULL`,
    Object.keys(FIELDS).length,
  );
  for await (const chunk of chunks) {
    const columns = Object.keys(FIELDS).map((name, index) => [name, numbersOf(chunk, index)]);
    const fields = Object.fromEntries(columns) as Record<keyof typeof FIELDS, ArrayLike<number>>;
    yield {
      rows: chunk.rowCount,
      row: new Float64Array(fields.row),
      time: new Float64Array(fields.time),
      source: new Int32Array(fields.source),
      destination: new Int32Array(fields.destination),
      destinationPort: new Int32Array(fields.destinationPort),
      protocol: new Uint8Array(fields.protocol),
      service: new Int32Array(fields.service),
      outcome: new Uint8Array(fields.outcome),
      duration: new Float64Array(fields.duration),
      sourceBytes: new Float64Array(fields.sourceBytes),
      destinationBytes: new Float64Array(fields.destinationBytes),
      sourcePackets: new Float64Array(fields.sourcePackets),
      destinationPackets: new Float64Array(fields.destinationPackets),
    };
  }
}

function orUnknown(column: string): string {
  return `coalesce(${column}, 'nan'::DOUBLE)::DOUBLE`;
}
