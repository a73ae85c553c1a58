/**
 * From an uploaded file to a Parquet file and a profile.
 *
 * @module
 */
import { join } from "node:path";
import { openDatabase } from "./duckdb.ts";
import type { Layout } from "./formats/format.ts";
import { recogniseFormat } from "./formats/mod.ts";
import { DEFAULT_LIMITS, type IngestLimits, KEPT_REJECTS, type ResolvedLimits } from "./limits.ts";
import { profileTable } from "./profile.ts";
import { type BadRecord, writeParquet } from "./read_text.ts";
import { progressReporter } from "./progress.ts";
import type { LineRules } from "./source/line_checker.ts";
import { findLines, type PreparedSource, prepareSource } from "./source/prepare.ts";
import { readSample } from "./source/sample.ts";
import { DatasetError, type DatasetProfile, type DatasetProgress } from "./types.ts";
import { datasetWarnings } from "./warnings.ts";

export type { IngestLimits } from "./limits.ts";

/** How to ingest a file. */
export interface IngestOptions {
  /** Ends the ingest early; it then rejects with the signal's reason and leaves nothing behind. */
  signal?: AbortSignal;
  onProgress?: (progress: DatasetProgress) => void;
  limits?: IngestLimits;
}

/** The file that an ingest leaves in its folder. */
export const DATA_FILE = "data.parquet";

/**
 * Recognises the format of a file by its content, writes its records to `data.parquet` in
 * `targetFolder` in their order, and says what is in it.
 *
 * Lines that cannot be read are left out and counted. The Parquet file appears under its name only
 * when it is complete; whatever else is written on the way is removed at the end.
 *
 * @param sourcePath the uploaded file, plain or gzip; its name plays no part
 * @param targetFolder an existing folder
 * @throws {DatasetError} when nothing can be read; the message is for the person who uploaded it
 */
export async function ingest(
  sourcePath: string,
  targetFolder: string,
  options: IngestOptions = {},
): Promise<DatasetProfile> {
  const { signal } = options;
  const limits: ResolvedLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const progress = progressReporter(options.onProgress);
  const workFolder = join(targetFolder, ".ingest");
  const unfinished = join(workFolder, DATA_FILE);
  await Deno.mkdir(workFolder, { recursive: true });
  try {
    const { size } = await Deno.stat(sourcePath);
    const sample = await readSample(sourcePath, limits, signal);
    const layout = recogniseFormat(sample);
    refuseWideTable(layout, limits);
    const rules = lineRules(layout, limits);
    const source = await prepareSource(sourcePath, workFolder, rules, {
      limits,
      signal,
      onProgress: progress("Checking lines", 0, 0.25),
    });
    refuseWithoutRecords(source, limits);

    using database = await openDatabase({
      spillFolder: join(workFolder, "spill"),
      memoryBytes: limits.memoryBytes,
      signal,
    });
    const written = await writeParquet(
      database,
      layout,
      source,
      sample,
      unfinished,
      progress("Reading", 0.25, 0.7),
    );
    const rejected = {
      count: source.rejected.count + written.rejected,
      first: await mergeRejects(source, rules, written.first, limits, signal),
    };
    if (written.rows === 0) throw nothingLeft(rejected);
    const table = await profileTable(
      database,
      unfinished,
      written.columns,
      progress("Profiling", 0.7, 1),
    );
    if (table.rows !== written.rows) {
      throw new Error(`${written.rows} records were checked, but ${table.rows} were stored.`);
    }
    const profile = { format: layout.format, ...table, rejected, bytes: size };
    await Deno.rename(unfinished, join(targetFolder, DATA_FILE));
    return { ...profile, warnings: [...layout.warnings, ...datasetWarnings(profile)] };
  } finally {
    await Deno.remove(workFolder, { recursive: true });
  }
}

function lineRules(layout: Layout, limits: ResolvedLimits): LineRules {
  return {
    delimiter: layout.delimiter,
    quote: layout.quote,
    fields: layout.columns.length,
    header: layout.header,
    maxLineBytes: limits.maxLineBytes,
  };
}

function refuseWideTable({ columns }: Layout, { maxColumns }: ResolvedLimits): void {
  if (columns.length <= maxColumns) return;
  throw new DatasetError(
    `The file has ${columns.length} columns; the limit is ${maxColumns}. Leave out those that do ` +
      `not describe traffic.`,
  );
}

function refuseWithoutRecords(source: PreparedSource, { maxRows }: ResolvedLimits): void {
  if (source.records === 0) throw nothingLeft(source.rejected);
  if (maxRows !== null && source.records > maxRows) {
    throw new DatasetError(
      `The file has ${source.records} records; the limit is ${maxRows}. Split it into smaller files.`,
    );
  }
}

function nothingLeft(rejected: DatasetProfile["rejected"]): DatasetError {
  if (rejected.count === 0) {
    return new DatasetError("The file holds a header and no records.");
  }
  const reasons = rejected.first.slice(0, 3)
    .map(({ line, reason }) => `line ${line}: ${reason}`)
    .join("; ");
  return new DatasetError(`No line of the file could be read. The first faults are: ${reasons}.`);
}

/** Both kinds of rejected lines, by line number. */
async function mergeRejects(
  source: PreparedSource,
  rules: LineRules,
  bad: BadRecord[],
  limits: ResolvedLimits,
  signal?: AbortSignal,
): Promise<DatasetProfile["rejected"]["first"]> {
  const records = bad.map(({ record }) => record);
  const lines = records.length === 0
    ? new Map<number, number>()
    : await findLines(source, rules, records, { limits, signal });
  const found = bad.map(({ record, reason }) => ({ line: lines.get(record) ?? 0, reason }));
  return [...source.rejected.first, ...found]
    .sort((a, b) => a.line - b.line)
    .slice(0, KEPT_REJECTS);
}
