import type { Layout } from "../../formats/format.ts";
import type { Written } from "../ingest_work.ts";
import type { TextResult } from "./typed_column.ts";

/** What a text that was read without faults has come to. */
export function asWritten(
  layout: Layout,
  { columns, rows }: TextResult,
  warnings: string[],
): Written {
  return {
    format: layout.format,
    columns,
    rows,
    rejected: { count: 0, first: [] },
    warnings,
  };
}
