/**
 * Exact statistics of columns, a few columns at a time.
 *
 * @module
 */
import type { Database } from "../../tables/duckdb.ts";
import { countNumbers } from "./count_numbers.ts";
import { countWords } from "./count_words.ts";
import type {
  ColumnStatistics,
  ColumnToCount,
  CountedTable,
  Positioned,
} from "./counted_column.ts";

const COLUMNS_A_QUERY = 12;

/**
 * Statistics of every column. Nothing is estimated: a sample decides only where the bars of a
 * histogram begin and end.
 *
 * @param onProgress called with the share of the work done, 0 to 1
 */
export async function columnStatistics(
  database: Database,
  table: CountedTable,
  columns: ColumnToCount[],
  onProgress?: (fraction: number) => void,
): Promise<ColumnStatistics[]> {
  const found: ColumnStatistics[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_A_QUERY) {
    const some = columns.slice(from, from + COLUMNS_A_QUERY)
      .map((column, i): Positioned => ({ ...column, position: from + i }));
    const numbers = some.filter(({ type }) => type === "numeric");
    const words = some.filter(({ type }) => type === "categorical");
    const parts = new Map([
      ...await countNumbers(database, table, numbers),
      ...await countWords(database, table, words),
    ]);
    found.push(...some.map(({ position }) => parts.get(position)!));
    onProgress?.(found.length / columns.length);
  }
  return found;
}
