import type { Database } from "../../tables/duckdb.ts";
import { countGroups, statisticsOf } from "./count_groups.ts";
import type { ColumnStatistics, CountedTable, Positioned } from "./counted_column.ts";

/**
 * Counts columns of words.
 *
 * @returns by position
 */
export async function countWords(
  database: Database,
  { distinctRows }: CountedTable,
  columns: Positioned[],
): Promise<[number, ColumnStatistics][]> {
  const groups = await countGroups(
    database,
    distinctRows,
    columns,
    () => ({ bin: "0", shift: "NULL" }),
  );
  return columns.map(({ position }) => {
    const own = groups.get(position) ?? [];
    const range = { min: null, max: null, mean: null, std: null };
    return [position, { ...statisticsOf(own), ...range, histogram: null }];
  });
}
