import { contextNames } from "../../learning/context/context_features.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** What a dataset lacks for context features, in a sentence; `null` where it has everything. */
export function contextFault(
  { name, profile }: { name: string; profile: DatasetProfile },
  options: ContextOptions,
): string | null {
  const { missing } = findConnectionColumns(profile.columns);
  if (missing.length > 0) {
    const words = missing.map((field) => field === "time" ? "times" : `${field} addresses`);
    return `"${name}" has no ${either.format(words)}.`;
  }
  const names = new Set(contextNames(options).map((each) => each.toLowerCase()));
  const taken = profile.columns.find((column) => names.has(column.name.toLowerCase()));
  return taken ? `"${name}" has a column "${taken.name}" already.` : null;
}
