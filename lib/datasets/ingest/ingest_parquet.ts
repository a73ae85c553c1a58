import { refuseTooManyRows, refuseWideTable, type Work, type Written } from "./ingest_work.ts";
import { readParquetLayout, writeFromParquet } from "./read_parquet.ts";
import { plainFiles } from "./source/unpack.ts";
import type { Member } from "./source/upload.ts";

/** A Parquet file of others is written again, with the types of ours. */
export async function ingestParquet(
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
