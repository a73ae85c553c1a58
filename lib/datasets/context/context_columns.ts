import { contextNames } from "../../learning/context/context_features.ts";
import type { ContextOptions } from "../../learning/context/context_options.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { DEFAULT_POLICY } from "../columns/policies.ts";

/** Context features as columns of a dataset, of whose values nothing was counted. */
export function contextColumns(options: ContextOptions): ColumnProfile[] {
  return contextNames(options).map((name) => ({
    name,
    role: "numeric",
    reason: null,
    type: "numeric",
    policy: DEFAULT_POLICY,
    missing: 0,
    infinite: 0,
    distinct: 0,
    min: null,
    max: null,
    mean: null,
    std: null,
    top: [],
    histogram: null,
  }));
}

/** Whether a dataset has none of the context features, so that they are to be computed. */
export function lacksContext(
  columns: readonly Pick<ColumnProfile, "name">[],
  options: ContextOptions,
): boolean {
  const names = new Set(contextNames(options));
  return !columns.some(({ name }) => names.has(name));
}
