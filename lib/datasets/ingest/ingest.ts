/**
 * From an uploaded file to a Parquet file and a profile.
 *
 * @module
 */
import { join } from "node:path";
import type { DatasetProfile, DatasetProgress } from "../../resources/dataset.ts";
import type { CaptureReading } from "../../resources/dataset_origin.ts";
import { type Database, openDatabase } from "../../tables/duckdb.ts";
import { halfClocks, halfClockWarning } from "../content/half_clocks.ts";
import { DEFAULT_LIMITS, type IngestLimits, type ResolvedLimits } from "../limits.ts";
import { profileTable } from "../profile.ts";
import { progressReporter } from "../progress.ts";
import { datasetWarnings } from "../warnings.ts";
import { ingestCapture, ingestNfcapd } from "./ingest_flows.ts";
import { ingestParquet } from "./ingest_parquet.ts";
import { ingestText } from "./ingest_text.ts";
import { nothingLeft } from "./ingest_work.ts";
import { findTable } from "./source/tables.ts";
import { openUpload } from "./source/upload.ts";

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

async function clockWarnings(
  database: Database,
  parquetPath: string,
  columns: DatasetProfile["columns"],
): Promise<string[]> {
  const words = columns.filter(({ role, type }) => role === "timestamp" && type === "categorical");
  const names = words.map(({ name }) => name);
  return (await halfClocks(database, parquetPath, names)).map(halfClockWarning);
}
