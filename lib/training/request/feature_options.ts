/**
 * Whether what is asked of a run's feature pipeline makes sense.
 *
 * @module
 */
import type { EncodingKind } from "../../learning/features/encodings.ts";
import type { ColumnOptions } from "../../learning/features/options.ts";
import type { FieldIssue } from "./field_issue.ts";

/**
 * Whether what is asked of single columns makes sense.
 *
 * @param features the columns that become features, and as what
 * @param encoding how words become numbers where a column does not say
 */
export function checkColumnOptions(
  features: { name: string; type: "numeric" | "categorical" }[],
  columns: Record<string, ColumnOptions>,
  encoding: EncodingKind,
): FieldIssue[] {
  return Object.entries(columns).flatMap(([name, options]): FieldIssue[] => {
    const shown = name.slice(0, 100);
    const column = features.find((each) => each.name === name);
    if (!column) return [[["columns", name], `"${shown}" is not a feature of this run.`]];
    if (column.type === "numeric") {
      return options.encoding === undefined ? [] : [[
        ["columns", name, "encoding"],
        `"${shown}" contains numbers; encodings are for words.`,
      ]];
    }
    return options.scaling === undefined || (options.encoding ?? encoding) !== "one-hot" ? [] : [[
      ["columns", name, "scaling"],
      `"${shown}" becomes one-hot columns, which are not scaled.`,
    ]];
  });
}
