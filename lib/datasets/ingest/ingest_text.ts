import type { DatasetProfile } from "../../resources/dataset.ts";
import type { Layout } from "../formats/format.ts";
import { KEPT_REJECTS, type ResolvedLimits } from "../limits.ts";
import {
  nothingLeft,
  refuseTooManyRows,
  refuseWideTable,
  type Work,
  type Written,
} from "./ingest_work.ts";
import { ENCODING_NAMES } from "./source/encoding.ts";
import { findLines } from "./source/find_lines.ts";
import { mayStand, type PreparedSource, prepareSource } from "./source/prepare.ts";
import type { UploadedTable } from "./source/tables.ts";
import type { Upload } from "./source/upload.ts";
import { asWritten } from "./text/as_written.ts";
import type { BadRecord } from "./text/typed_column.ts";
import { type UncheckedText, writeIfPlain } from "./text/write_if_plain.ts";
import { writeParquet } from "./text/write_parquet.ts";

/**
 * A text is written at once where every line is plain; otherwise its lines are checked and repaired first.
 */
export async function ingestText(
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

function refuseWithoutRecords(source: PreparedSource, limits: ResolvedLimits): void {
  if (source.records === 0) throw nothingLeft(source.rejected);
  refuseTooManyRows(source.records, limits);
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
