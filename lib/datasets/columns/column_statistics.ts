/**
 * Exact statistics of columns, a few columns at a time.
 *
 * @module
 */
import type { JS } from "@duckdb/node-api";
import { type Database, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import { chooseEdges, type Edges } from "./histogram_edges.ts";
import type { DistinctRows } from "./distinct_rows.ts";
import { finite } from "../../tables/numbers.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";

/** What the values of a column give. */
export type ColumnStatistics = Pick<
  ColumnProfile,
  "missing" | "infinite" | "distinct" | "min" | "max" | "mean" | "std" | "top" | "histogram"
>;

/** A column to look at. */
export interface ColumnToCount {
  name: string;
  type: "numeric" | "categorical";
}

/** What statistics are computed from. */
export interface CountedTable {
  parquetPath: string;
  rows: number;
  distinctRows: DistinctRows;
}

const TOP_VALUES = 10;
const COLUMNS_A_QUERY = 12;
/** Rows that edges of histograms are chosen from. The counts between them are of all rows. */
const SAMPLED_ROWS = 50_000;

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

interface Positioned extends ColumnToCount {
  position: number;
}

/** Values of one bin of a histogram, or the missing or infinite ones. */
interface Group {
  bin: number;
  distinct: number;
  rows: number;
  /** Sum over the rows of the distance from the shift, and of its square. */
  sum: number;
  squares: number;
  top: ColumnProfile["top"];
}

const MISSING = -1;
const INFINITE = -2;

async function countWords(
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
    return [position, { ...shared(own), ...range, histogram: null }];
  });
}

async function countNumbers(
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
      return [position, { ...shared(own), ...range, histogram: null }];
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
      ...shared(own),
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

/** Different values and their rows, by column and bin. */
async function countGroups(
  database: Database,
  distinctRows: DistinctRows,
  columns: Positioned[],
  plan: (column: Positioned) => { bin: string; shift: string },
): Promise<Map<number, Group[]>> {
  const groups = new Map<number, Group[]>();
  if (columns.length === 0) return groups;
  const queries = columns.map((column) => {
    const { bin, shift } = plan(column);
    const distance = column.type === "numeric" ? `(v - ${shift})` : "0";
    return `SELECT ${column.position}, CASE WHEN v IS NULL THEN ${MISSING} ELSE ${bin} END AS bin, ` +
      `count(*), CAST(sum(n) AS DOUBLE), sum(n * ${distance}), ` +
      `sum(n * ${distance} * ${distance}), ` +
      `min(struct_pack(rank := -n, v := v), ${TOP_VALUES}) ` +
      `FROM (SELECT c${column.position} AS v, CAST(sum(n) AS DOUBLE) AS n ` +
      `FROM ${distinctRows.source} GROUP BY 1) GROUP BY 2`;
  });
  for (
    const [position, bin, distinct, rows, sum, squares, top] of await database.rows(
      queries.join(" UNION ALL "),
    )
  ) {
    const own = groups.get(Number(position)) ?? [];
    groups.set(Number(position), own);
    own.push({
      bin: Number(bin),
      distinct: Number(distinct),
      rows: Number(rows),
      sum: Number(sum),
      squares: Number(squares),
      top: (top as { rank: JS; v: JS }[])
        .map(({ rank, v }) => ({ value: String(v), count: -Number(rank) })),
    });
  }
  return groups;
}

function shared(
  groups: Group[],
): Pick<ColumnStatistics, "missing" | "infinite" | "distinct" | "top"> {
  const rowsOf = (bin: number) => groups.find((group) => group.bin === bin)?.rows ?? 0;
  const present = groups.filter(({ bin }) => bin !== MISSING)
    .toSorted((a, b) => a.bin - b.bin);
  return {
    missing: rowsOf(MISSING),
    infinite: rowsOf(INFINITE),
    distinct: present.reduce((sum, { distinct }) => sum + distinct, 0),
    top: present.flatMap(({ top }) => top).toSorted((a, b) => b.count - a.count)
      .slice(0, TOP_VALUES),
  };
}
