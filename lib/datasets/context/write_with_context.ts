/**
 * Context features as columns of a dataset.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import type { ContextBlock } from "../../learning/context/context_block.ts";
import { ContextFeatures, contextNames } from "../../learning/context/context_features.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { type DatabaseOptions, openDatabase } from "../../tables/duckdb.ts";
import { appendColumns } from "../ingest/append_columns.ts";
import { readConnections } from "./read_connections.ts";
import { orderByTime } from "./time_order.ts";

/** A dataset whose records get a context. */
export interface ContextDataset {
  parquet: string;
  profile: DatasetProfile;
}

/**
 * Writes the records of a dataset with their context, in the order of the dataset. Memory is some 130
 * bytes a record and that of the database.
 *
 * @param path of the file to write
 * @throws {DatasetError} when no record has a time and both hosts
 */
export async function writeWithContext(
  { parquet, profile }: ContextDataset,
  options: ContextOptions,
  path: string,
  reading: DatabaseOptions,
): Promise<void> {
  const names = contextNames(options);
  const columns = contextOf(await connectionsOf(parquet, profile, reading), options);
  await appendColumns(parquet, path, {
    names,
    valuesOf: (from, rows) =>
      columns.map((values) => filled(new Float64Array(rows), (i) => values[from + i])),
  });
}

/** The database is closed before features take their memory. */
async function connectionsOf(parquet: string, profile: DatasetProfile, reading: DatabaseOptions) {
  using database = await openDatabase(reading);
  return await readConnections(database, parquet, profile);
}

/**
 * The features of all connections.
 *
 * @param connections by row; those without a time have none
 * @returns of each feature the values by row; `NaN` is missing
 */
function contextOf(connections: ContextBlock, options: ContextOptions): Float32Array[] {
  const { rows, time } = connections;
  const timed = indicesWhere(firstIndices(rows), (row) => !Number.isNaN(time[row]));
  if (timed.length === 0) throw new DatasetError("No record has a time and both addresses.");
  const features = new ContextFeatures(options);
  const columns = contextNames(options).map(() => new Float32Array(rows));
  if (timed.length < rows) { for (const values of columns) values.fill(NaN); }
  const values = new Float32Array(columns.length);
  for (const row of orderByTime(time, timed)) {
    features.observeRow(connections, row, values);
    for (let i = 0; i < columns.length; i++) columns[i][row] = values[i];
  }
  return columns;
}
