import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import { finite } from "../../tables/numbers.ts";
import { countGroups, INFINITE, statisticsOf } from "./count_groups.ts";
import type { ColumnStatistics, CountedTable, Positioned } from "./counted_column.ts";
import type { DistinctRows } from "./distinct_rows.ts";
import { chooseEdges, type Edges } from "./histogram_edges.ts";

/** Rows that edges of histograms are chosen from. The counts between them are of all rows. */
const SAMPLED_ROWS = 50_000;

/**
 * Counts columns of numbers.
 *
 * @returns by position
 */
export async function countNumbers(
  database: Database,
  table: CountedTable,
  columns: Positioned[],
): Promise<[number, ColumnStatistics][]> {
  if (columns.length === 0) return [];
  const ranges = await findRanges(database, table.distinctRows, columns);
  const sampled = await sampleColumns(database, table, columns);
  const plans = new Map(columns.map(({ position }, i) => {
    const range = ranges[i];
    return [position, range && { ...range, ...chooseEdges(range, sampled[i]), ...sampled[i] }];
  }));
  const groups = await countGroups(database, table.distinctRows, columns, ({ position }) => {
    const plan = plans.get(position);
    return plan
      ? { bin: binOf(plan), shift: number(plan.mean) }
      : { bin: String(INFINITE), shift: "0" };
  });
  return columns.map(({ position }) => {
    const own = groups.get(position) ?? [];
    const plan = plans.get(position);
    if (!plan) {
      const range = { min: null, max: null, mean: null, std: null };
      return [position, { ...statisticsOf(own), ...range, histogram: null }];
    }
    const { min, max, edges } = plan;
    const histogram = { edges, counts: edges.slice(1).map(() => 0) };
    const total = { rows: 0, sum: 0, squares: 0 };
    for (const { bin, rows, sum, squares } of own) {
      if (bin < 0) continue;
      histogram.counts[bin] += rows;
      total.rows += rows;
      total.sum += sum;
      total.squares += squares;
    }
    const offset = total.sum / total.rows;
    const variance = (total.squares - offset * total.sum) / (total.rows - 1);
    return [position, {
      ...statisticsOf(own),
      min,
      max,
      mean: Math.min(max, Math.max(min, plan.mean + offset)),
      std: total.rows > 1 ? Math.sqrt(Math.max(0, variance)) : null,
      histogram,
    }];
  });
}

/** The least and the greatest finite value; `null` where there is none. */
async function findRanges(
  database: Database,
  distinctRows: DistinctRows,
  columns: Positioned[],
): Promise<({ min: number; max: number } | null)[]> {
  const bounds = columns.flatMap(({ position }) => {
    const value = finite(`c${position}`);
    return [`min(${value})`, `max(${value})`];
  });
  const [row] = await database.rows(`SELECT ${bounds.join(", ")} FROM ${distinctRows.source}`);
  return columns.map((_, i) => {
    const [min, max] = [row[2 * i], row[2 * i + 1]];
    return min === null ? null : { min: Number(min), max: Number(max) };
  });
}

/** The middle of columns, told from rows at equal distances. */
async function sampleColumns(
  database: Database,
  { parquetPath, rows }: CountedTable,
  columns: Positioned[],
): Promise<{ low: number; high: number; mean: number; whole: boolean }[]> {
  const step = Math.max(1, Math.floor(rows / SAMPLED_ROWS));
  const values = columns.flatMap(({ name }) => {
    const value = finite(quoteIdentifier(name));
    return [
      `quantile_disc(${value}, [0.001, 0.999])`,
      `coalesce(avg(${value}), 0)`,
      `coalesce(bool_and(${value} = trunc(${value})), false)`,
    ];
  });
  const [row] = await database.rows(
    `SELECT ${values.join(", ")} FROM ${parquetSource(parquetPath, { rowNumbers: true })} ` +
      `WHERE file_row_number % ${step} = 0`,
  );
  return columns.map((_, i) => {
    const [quantiles, mean, whole] = row.slice(3 * i, 3 * i + 3);
    const [low, high] = (quantiles ?? [0, 0]) as number[];
    return { low, high, mean: Number(mean), whole: whole === true };
  });
}

/** SQL: the bin of a value `v`. */
function binOf({ start, width, edges }: Edges): string {
  const last = edges.length - 2;
  const bin = width === 0
    ? "0"
    : `CAST(greatest(0, least(${last}, floor((v - ${number(start)}) / ${
      number(width)
    }))) AS INTEGER)`;
  return `CASE WHEN isinf(v) THEN ${INFINITE} ELSE ${bin} END`;
}

/** SQL: a number, exactly. */
function number(value: number): string {
  return `'${value}'::DOUBLE`;
}
