import type { Notation } from "../../../values/notation.ts";
import type { Layout, LayoutColumn } from "../../formats/format.ts";

/** A column whose type is decided. */
export interface TypedColumn extends LayoutColumn {
  type: "numeric" | "categorical";
  /** How its numbers are written, unless as plain decimals. */
  notation?: Notation;
}

/** A record with a word in place of a number. */
export interface BadRecord {
  /** Counted from 0 among the well-formed records of the source. */
  record: number;
  reason: string;
}

/** What was written. */
export interface TextResult {
  columns: TypedColumn[];
  rows: number;
  rejected: number;
  first: BadRecord[];
  /** What a person should know about how it was read. */
  warnings: string[];
}

/** The columns of a layout; those whose type it leaves open are numeric where `isNumeric` says so. */
export function withTypes(layout: Layout, isNumeric: (index: number) => boolean): TypedColumn[] {
  return layout.columns.map((column, i) => ({
    ...column,
    type: column.type !== "unknown" ? column.type : isNumeric(i) ? "numeric" : "categorical",
  }));
}
