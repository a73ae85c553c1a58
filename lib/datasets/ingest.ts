/**
 * From an uploaded file to a Parquet file and a profile.
 *
 * @module
 */
import { join } from "node:path";
import { type Database, openDatabase } from "./duckdb.ts";
import type { Layout } from "./formats/format.ts";
import { DEFAULT_LIMITS, type IngestLimits, KEPT_REJECTS, type ResolvedLimits } from "./limits.ts";
import { mendNumbers } from "./mend_numbers.ts";
import { profileTable } from "./profile.ts";
import { type PhaseProgress, progressReporter } from "./progress.ts";
import { readParquetLayout, writeFromParquet } from "./read_parquet.ts";
import {
  type BadRecord,
  type TextSource,
  type TypedColumn,
  USUAL_LINE_BYTES,
  writeEarly,
  writeParquet,
} from "./read_text.ts";
import { ENCODING_NAMES } from "./source/encoding.ts";
import { findLines, mayStand, type PreparedSource, prepareSource } from "./source/prepare.ts";
import { findTable, type UploadedTable } from "./source/tables.ts";
import { plainFiles } from "./source/unpack.ts";
import { openUpload, type Upload } from "./source/upload.ts";
import {
  DatasetError,
  type DatasetFormat,
  type DatasetProfile,
  type DatasetProgress,
} from "./types.ts";
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

/** What the steps of an ingest share. */
interface Work {
  upload: Upload;
  database: Database;
  folder: string;
  /** The Parquet file to write. */
  target: string;
  limits: ResolvedLimits;
  signal?: AbortSignal;
  progress: (phase: string, from: number, to: number) => PhaseProgress;
}

/** What was written. */
interface Written {
  format: DatasetFormat;
  columns: TypedColumn[];
  rows: number;
  rejected: DatasetProfile["rejected"];
  warnings: string[];
}

/**
 * Recognises the format of a file by its content, writes its records to `data.parquet` in
 * `targetFolder` in their order, and says what is in it.
 *
 * Lines that cannot be read are left out and counted. The Parquet file appears under its name only
 * when it is complete; whatever else is written on the way is removed at the end.
 *
 * @param sourcePath the uploaded file: a table, plain or packed with gzip, or a ZIP archive; its name
 *   plays no part
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
  const folder = join(targetFolder, ".ingest");
  const target = join(folder, DATA_FILE);
  await Deno.mkdir(folder, { recursive: true });
  try {
    const { size } = await Deno.stat(sourcePath);
    using upload = await openUpload(sourcePath, limits, signal);
    const found = await findTable(upload, signal);
    using database = await openDatabase({
      spillFolder: join(folder, "spill"),
      memoryBytes: limits.memoryBytes,
      signal,
    });
    const work = { upload, database, folder, target, limits, signal, progress };
    const { format, columns, rows, rejected, warnings } = found.kind === "parquet"
      ? await ingestParquet(found, work)
      : await ingestText(found, work);
    if (rows === 0) throw nothingLeft(rejected);
    await mendNumbers(database, target);
    const table = await profileTable(database, target, columns, progress("Profiling", 0.7, 1));
    if (table.rows !== rows) {
      throw new Error(`${rows} records were checked, but ${table.rows} were stored.`);
    }
    const profile = { format, ...table, rejected, bytes: size };
    await Deno.rename(target, join(targetFolder, DATA_FILE));
    return {
      ...profile,
      warnings: [...found.warnings, ...warnings, ...datasetWarnings(profile)],
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function ingestText(
  found: UploadedTable & { kind: "text" },
  { upload, database, folder, target, progress, ...options }: Work,
): Promise<Written> {
  const { limits, signal } = options;
  let { layout } = found;
  refuseWideTable(layout.columns.length, limits);
  const prepare = () =>
    prepareSource(upload, found.members, layout, folder, {
      ...options,
      onProgress: progress("Checking lines", 0, 0.25),
    });
  const reading = progress("Reading", 0.25, 0.7);
  const early = readEarly(found, { database, target, reading });
  let source: PreparedSource;
  try {
    source = await prepare();
  } catch (error) {
    await early?.stop();
    throw error;
  }
  reading(0);
  const columns = await early?.columns(source) ?? null;
  if (source.newColumns.size > 0 && layout.withColumns) {
    refuseWideTable(layout.columns.length + source.newColumns.size, limits);
    layout = layout.withColumns(source.newColumns);
    source = await prepare();
  }
  refuseWithoutRecords(source, limits);
  const written = await writeParquet(
    database,
    layout,
    source,
    found.sample,
    target,
    columns,
    reading,
  );
  const count = source.rejected.count + written.rejected;
  const first = await mergeRejects(upload, source, layout, written.first, { limits, signal });
  return {
    format: layout.format,
    columns: written.columns,
    rows: written.rows,
    rejected: { count, first },
    warnings: [...encodingWarnings(source), ...layout.warnings],
  };
}

/** A reading that goes on while the lines are checked. */
interface EarlyReading {
  /** The columns it has written, or `null` where the check found the text to be otherwise. */
  columns(source: PreparedSource): Promise<TypedColumn[] | null>;
  stop(): Promise<void>;
}

/**
 * Lets the database read a text at once, as if it had no faults: most have none, and the check needs
 * one core only.
 */
function readEarly(
  { members, layout, sample }: UploadedTable & { kind: "text" },
  { database, target, reading: told }: Pick<Work, "database" | "target"> & {
    reading: PhaseProgress;
  },
): EarlyReading | null {
  if (!mayStand(members, layout)) return null;
  const expected: TextSource = {
    path: members[0].member.path!,
    delimiter: layout.delimiter,
    quote: layout.quote,
    header: layout.header,
    lineEnd: sample.text.includes("\r\n") ? "\r\n" : "\n",
    leadingBlankLines: 0,
    longest: 0,
  };
  let checked = false;
  const reading = writeEarly(
    database,
    layout,
    expected,
    sample,
    target,
    (fraction) => checked && told(fraction),
  );
  const stop = async () => {
    database.connection.interrupt();
    await reading;
  };
  return {
    async columns({ path, lineEnd, leadingBlankLines, longest, records }) {
      checked = true;
      if (
        records > 0 && path === expected.path && lineEnd === expected.lineEnd &&
        leadingBlankLines === 0 && longest < USUAL_LINE_BYTES
      ) return await reading;
      await stop();
      return null;
    },
    stop,
  };
}

async function ingestParquet(
  found: UploadedTable & { kind: "parquet" },
  { upload, database, folder, target, limits, signal, progress }: Work,
): Promise<Written> {
  const paths = await plainFiles(upload, found.members, folder, {
    signal,
    onProgress: progress("Unpacking", 0, 0.25),
  });
  const layout = await readParquetLayout(database, paths);
  refuseWideTable(layout.columns.length, limits);
  refuseTooManyRows(layout.rows, limits);
  await writeFromParquet(database, layout, paths, target, progress("Reading", 0.25, 0.7));
  return {
    format: "parquet",
    columns: layout.columns,
    rows: layout.rows,
    rejected: { count: 0, first: [] },
    warnings: layout.warnings,
  };
}

function encodingWarnings({ parts }: PreparedSource): string[] {
  const guessed = parts.filter(({ encoding }) => encoding === "windows-1252");
  if (guessed.length === 0) return [];
  return [`The text is not UTF-8; it was read as ${ENCODING_NAMES["windows-1252"]}.`];
}

function refuseWideTable(columns: number, { maxColumns }: ResolvedLimits): void {
  if (columns <= maxColumns) return;
  throw new DatasetError(
    `The file has ${columns} columns; the limit is ${maxColumns}. Leave out those that do not ` +
      `describe traffic.`,
  );
}

function refuseWithoutRecords(source: PreparedSource, limits: ResolvedLimits): void {
  if (source.records === 0) throw nothingLeft(source.rejected);
  refuseTooManyRows(source.records, limits);
}

function refuseTooManyRows(rows: number, { maxRows }: ResolvedLimits): void {
  if (maxRows === null || rows <= maxRows) return;
  throw new DatasetError(
    `The file has ${rows} records; the limit is ${maxRows}. Split it into smaller files.`,
  );
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

/** Both kinds of rejected lines: by file, then by line number. */
async function mergeRejects(
  upload: Upload,
  source: PreparedSource,
  layout: Layout,
  bad: BadRecord[],
  options: { limits: ResolvedLimits; signal?: AbortSignal },
): Promise<DatasetProfile["rejected"]["first"]> {
  if (bad.length === 0) return source.rejected.first;
  const records = bad.map(({ record }) => record);
  const places = await findLines(upload, source, layout, records, options);
  const found = bad.map(({ record, reason }) => {
    const { line, member } = places.get(record)!;
    return { line, reason: member === null ? reason : `${member}: ${reason}` };
  });
  const all = [...source.rejected.first, ...found];
  if (source.parts.length === 1) all.sort((a, b) => a.line - b.line);
  return all.slice(0, KEPT_REJECTS);
}
