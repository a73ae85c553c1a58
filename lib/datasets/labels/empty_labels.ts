/**
 * Records without a label, where that means normal traffic.
 *
 * @module
 */
import {
  openDatabase,
  PARQUET_FORMAT,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";

/** What stands for the missing label of a record afterwards. */
export const EMPTY_LABEL = "(empty)";

/**
 * Gives every record without a label the label {@linkcode EMPTY_LABEL}. The file keeps its rows and
 * their order; the new one takes its place at once, when it is whole.
 *
 * @param label the label column; it holds words
 * @param memoryBytes that the database may use
 */
export async function fillEmptyLabels(
  parquetPath: string,
  label: string,
  memoryBytes?: number,
): Promise<void> {
  const filled = `${parquetPath}.${crypto.randomUUID()}`;
  using database = await openDatabase({ spillFolder: `${filled}.spill`, memoryBytes });
  const column = quoteIdentifier(label);
  try {
    await database.run(
      `COPY (SELECT * EXCLUDE (file_row_number) ` +
        `REPLACE (coalesce(${column}, ${quoteLiteral(EMPTY_LABEL)}) AS ${column}) ` +
        `FROM ${parquetSource(parquetPath, { rowNumbers: true })} ORDER BY file_row_number) ` +
        `TO ${quoteLiteral(filled)} (${PARQUET_FORMAT})`,
    );
    {
      using file = await Deno.open(filled, { read: true, write: true });
      await file.sync();
    }
    await Deno.rename(filled, parquetPath);
  } catch (error) {
    await Deno.remove(filled).catch(() => {});
    throw error;
  }
}
