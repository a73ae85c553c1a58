/**
 * The records of a dataset with their context, in a file beside them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { ContextState } from "../../learning/context/context_state.ts";
import { publish } from "../../store/durable.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { connectionSource } from "../connections/connection_source.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";
import { type ContextDataset, writeWithContext } from "./write_with_context.ts";

/** Name of the file; other windows, and other columns that say what connections are, give another. */
export function contextFileName({ profile }: ContextDataset, options: ContextOptions): string {
  const { seconds, connections } = options;
  const facts = JSON.stringify([seconds, connections, findConnectionColumns(profile.columns)]);
  return `context-${createHash("sha256").update(facts).digest("hex").slice(0, 16)}.parquet`;
}

/** Where the file lies once it is made. */
export function contextFile(dataset: ContextDataset, options: ContextOptions): string {
  return join(dirname(dataset.parquet), contextFileName(dataset, options));
}

/**
 * Makes the file unless it is there.
 *
 * @returns its path
 * @throws {DatasetError} when no times can be read
 */
export async function ensureContextFile(
  dataset: ContextDataset,
  options: ContextOptions,
  memoryBytes: number,
): Promise<string> {
  const path = contextFile(dataset, options);
  if (await isThere(path)) return path;
  const unfinished = `${path}.${crypto.randomUUID()}`;
  try {
    const spillFolder = `${unfinished}.spill`;
    await writeWithContext(dataset, options, unfinished, { spillFolder, memoryBytes });
    await publish(unfinished, path);
  } catch (error) {
    await removeIfThere(unfinished);
    throw error;
  }
  return path;
}

/**
 * How single records get the context that those of a dataset have.
 *
 * @throws {DatasetError} when no times can be read
 */
export async function contextState(
  { parquet, profile }: ContextDataset,
  { seconds, connections }: ContextOptions,
  memoryBytes: number,
): Promise<ContextState> {
  const spillFolder = `${parquet}.${crypto.randomUUID()}`;
  using database = await openDatabase({ spillFolder, memoryBytes });
  const columns = findConnectionColumns(profile.columns);
  const source = await connectionSource(database, parquet, columns);
  if (!source) throw new DatasetError("The times of the records cannot be read.");
  return { seconds: [...seconds], connections, source };
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
