/**
 * What is counted of a column.
 *
 * @module
 */
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { DistinctRows } from "./distinct_rows.ts";

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

/** A column with its place in the table. */
export interface Positioned extends ColumnToCount {
  position: number;
}
