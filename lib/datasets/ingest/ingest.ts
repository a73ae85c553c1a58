/**
 * From an uploaded file to a Parquet file and a profile.
 *
 * @module
 */
import { join } from "node:path";
import { halfClocks, halfClockWarning } from "../content/half_clocks.ts";
import { type Database, openDatabase } from "../../tables/duckdb.ts";
import type { Layout } from "../formats/format.ts";
import { DEFAULT_LIMITS, type IngestLimits, KEPT_REJECTS, type ResolvedLimits } from "../limits.ts";
import { profileTable } from "../profile.ts";
import { type PhaseProgress, progressReporter } from "../progress.ts";
import { readParquetLayout, writeFromParquet } from "./read_parquet.ts";
import type { BadRecord, TextResult, TypedColumn } from "./text/typed_column.ts";
import { type UncheckedText, writeIfPlain } from "./text/write_if_plain.ts";
import { writeParquet } from "./text/write_parquet.ts";
import { ENCODING_NAMES } from "./source/encoding.ts";
import { findLines, mayStand, type PreparedSource, prepareSource } from "./source/prepare.ts";
import { findTable, type UploadedTable } from "./source/tables.ts";
import { plainFiles } from "./source/unpack.ts";
import { type Member, openUpload, type Upload } from "./source/upload.ts";
import type { DatasetFormat, DatasetProfile, DatasetProgress } from "../../resources/dataset.ts";
import type { CaptureReading } from "../../resources/dataset_origin.ts";
import type { CaptureProfile } from "../../resources/capture_profile.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { captureProfile } from "./flows/capture_profile.ts";
import { captureWarnings, FLOW_DATASET_COLUMNS, writeFlows } from "./flows/write_flows.ts";
import {
  EXPORT_DATASET_COLUMNS,
  nfcapdWarnings,
  writeNfcapdFlows,
} from "./flows/write_nfcapd_flows.ts";
import { datasetWarnings } from "../warnings.ts";

export type { IngestLimits } from "../limits.ts";

/** How to ingest a file. */
export interface IngestOptions {
  /** Ends the ingest early; it then rejects with the signal's reason and leaves nothing behind. */
  signal?: AbortSignal;
  onProgress?: (progress: DatasetProgress) => void;
  limits?: IngestLimits;
  /** Kind of records to read where a file holds several, such as `flow`; `all` for every record. */
  kind?: string;
  /** How packets are put together to flows, and flows to connections. */
  capture?: CaptureReading;
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
  progress: (phase: string, share: number) => PhaseProgress;
  capture?: CaptureReading;
}

/** What was written. */
interface Written {
  format: DatasetFormat;
  columns: TypedColumn[];
  rows: number;
  rejected: DatasetProfile["rejected"];
  warnings: string[];
  /** Of captures alone. */
  capture?: CaptureProfile;
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
  const { signal, kind, capture } = options;
  const limits: ResolvedLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const progress = progressReporter(options.onProgress);
  const folder = join(targetFolder, ".ingest");
  const target = join(folder, DATA_FILE);
  await Deno.mkdir(folder, { recursive: true });
  try {
    const { size } = await Deno.stat(sourcePath);
    using upload = await openUpload(sourcePath, limits, signal);
    const found = await findTable(upload, { kind, signal });
    using database = await openDatabase({
      spillFolder: join(folder, "spill"),
      memoryBytes: limits.memoryBytes,
      signal,
    });
    const work = { upload, database, folder, target, limits, signal, progress, capture };
    const { format, columns, rows, rejected, warnings, capture: captured } = found.kind === "text"
      ? await ingestText(found, work)
      : found.kind === "parquet"
      ? await ingestParquet(found.members, work)
      : found.kind === "capture"
      ? await ingestCapture(found.members, work)
      : await ingestNfcapd(found.members, work);
    if (rows === 0) throw nothingLeft(rejected);
    const table = await profileTable(database, target, columns, progress("Profiling", 1));
    if (table.rows !== rows) {
      throw new Error(`${rows} records were checked, but ${table.rows} were stored.`);
    }
    const recordKind = found.kind === "text" ? found.layout.recordKind : undefined;
    const profile = {
      format,
      ...table,
      rejected,
      bytes: size,
      ...(recordKind && { recordKind }),
      ...(captured && { capture: captured }),
    };
    const clocks = await clockWarnings(database, target, table.columns);
    await Deno.rename(target, join(targetFolder, DATA_FILE));
    return {
      ...profile,
      warnings: [
        ...found.warnings,
        ...warnings,
        ...clocks,
        ...datasetWarnings(profile),
      ],
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function ingestText(
  found: UploadedTable & { kind: "text" },
  work: Work,
): Promise<Written> {
  const { members, sample } = found;
  const { upload, database, folder, target, limits, signal, progress } = work;
  let { layout } = found;
  refuseWideTable(layout.columns.length, limits);
  const standing = mayStand(members, layout) ? standingText(found) : null;
  if (standing) {
    upload.budget().spend(members[0].member.size);
    const onProgress = progress("Reading", 0.5);
    const options = { limits, signal, onProgress };
    const written = await writeIfPlain(database, layout, standing, sample, target, options);
    if (written) {
      refuseTooManyRows(written.rows, limits);
      return asWritten(layout, written, layout.warnings);
    }
  }
  const prepare = () =>
    prepareSource(upload, members, layout, folder, {
      limits,
      signal,
      onProgress: progress("Checking lines", 0.25),
    });
  let source = await prepare();
  if (source.newColumns.size > 0 && layout.withColumns) {
    refuseWideTable(layout.columns.length + source.newColumns.size, limits);
    layout = layout.withColumns(source.newColumns);
    source = await prepare();
  }
  refuseWithoutRecords(source, limits);
  const onProgress = progress("Reading", 0.6);
  const options = { limits, signal, onProgress };
  const isCopy = source.path !== standing?.path;
  const written =
    (isCopy ? await writeIfPlain(database, layout, source, sample, target, options) : null) ??
      await writeParquet(database, layout, source, sample, target, onProgress);
  const count = source.rejected.count + written.rejected;
  const first = await mergeRejects(upload, source, layout, written.first, { limits, signal });
  return {
    ...asWritten(layout, written, [
      ...encodingWarnings(source),
      ...emptyRowWarnings(source),
      ...written.warnings,
      ...layout.warnings,
    ]),
    rejected: { count, first },
  };
}

/** A text as it is if its lines have no faults. */
function standingText(
  { members, layout, sample }: UploadedTable & { kind: "text" },
): UncheckedText {
  const { delimiter, quote, header } = layout;
  const lineEnd = sample.text.includes("\r\n") ? "\r\n" : "\n";
  return { path: members[0].member.path!, delimiter, quote, header, lineEnd };
}

function asWritten(layout: Layout, { columns, rows }: TextResult, warnings: string[]): Written {
  return {
    format: layout.format,
    columns,
    rows,
    rejected: { count: 0, first: [] },
    warnings,
  };
}

async function ingestCapture(
  members: Member[],
  { upload, database, target, limits, signal, progress, capture }: Work,
): Promise<Written> {
  const onProgress = progress("Reading packets", 0.8);
  const summary = await writeFlows(upload, members, target, { ...capture, signal, onProgress });
  refuseTooManyRows(summary.flows, limits);
  return {
    format: "capture",
    columns: [...FLOW_DATASET_COLUMNS],
    rows: summary.flows,
    rejected: { count: 0, first: [] },
    warnings: captureWarnings(summary, capture),
    capture: await captureProfile(database, target, summary),
  };
}

async function ingestNfcapd(
  members: Member[],
  { upload, target, limits, signal, progress, capture }: Work,
): Promise<Written> {
  const onProgress = progress("Reading flows", 0.8);
  const options = { ...capture, signal, onProgress };
  const summary = await writeNfcapdFlows(upload, members, target, options);
  refuseTooManyRows(summary.flows, limits);
  return {
    format: "nfcapd",
    columns: [...EXPORT_DATASET_COLUMNS],
    rows: summary.flows,
    rejected: { count: 0, first: [] },
    warnings: nfcapdWarnings(summary),
  };
}

async function ingestParquet(
  members: Member[],
  { upload, database, folder, target, limits, signal, progress }: Work,
): Promise<Written> {
  const paths = await plainFiles(upload, members, folder, {
    signal,
    onProgress: progress("Unpacking", 0.25),
  });
  const layout = await readParquetLayout(database, paths);
  refuseWideTable(layout.columns.length, limits);
  refuseTooManyRows(layout.rows, limits);
  await writeFromParquet(database, layout, paths, target, progress("Reading", 0.6));
  return {
    format: "parquet",
    columns: layout.columns,
    rows: layout.rows,
    rejected: { count: 0, first: [] },
    warnings: layout.warnings,
  };
}

async function clockWarnings(
  database: Database,
  parquetPath: string,
  columns: DatasetProfile["columns"],
): Promise<string[]> {
  const words = columns.filter(({ role, type }) => role === "timestamp" && type === "categorical");
  const names = words.map(({ name }) => name);
  return (await halfClocks(database, parquetPath, names)).map(halfClockWarning);
}

function encodingWarnings({ parts }: PreparedSource): string[] {
  const guessed = parts.filter(({ encoding }) => encoding === "windows-1252");
  if (guessed.length === 0) return [];
  return [`The text is not UTF-8; it was read as ${ENCODING_NAMES["windows-1252"]}.`];
}

function emptyRowWarnings({ emptyRecords }: PreparedSource): string[] {
  if (emptyRecords === 0) return [];
  return [
    emptyRecords === 1
      ? "1 row of empty cells was skipped."
      : `${emptyRecords.toLocaleString("en-GB")} rows of empty cells were skipped.`,
  ];
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
    return new DatasetError("The file has a header and no records.");
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
