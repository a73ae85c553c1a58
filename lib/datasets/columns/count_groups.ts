/**
 * Values of columns, counted in groups.
 *
 * @module
 */
import type { JS } from "@duckdb/node-api";
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { Database } from "../../tables/duckdb.ts";
import type { ColumnStatistics, Positioned } from "./counted_column.ts";
import type { DistinctRows } from "./distinct_rows.ts";

const TOP_VALUES = 10;

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

/** The bin of infinite values. */
export const INFINITE = -2;

/** Different values and their rows, by column and bin. */
export async function countGroups(
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

/** What the groups of one column have in common, whatever its values are. */
export function statisticsOf(
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
