/**
 * What becomes of missing and infinite values.
 *
 * @module
 */
import { quoteIdentifier } from "../../tables/duckdb.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import type { MissingPolicy } from "../../learning/features/missing_policy.ts";

/**
 * The policy where nobody chooses another: it leaves no row out, and far values do not move a
 * median.
 */
export const DEFAULT_POLICY: MissingPolicy = "median";

/** Of these columns, those that leave out rows without a finite value: features of numbers only. */
export function droppingColumns(
  columns: Pick<ColumnProfile, "name" | "role" | "policy">[],
): string[] {
  return columns
    .filter(({ role, policy }) => role === "numeric" && policy === "drop-row")
    .map(({ name }) => name);
}

/** SQL: whether a row has no finite value in one of these columns of numbers. */
export function missingIn(columns: string[]): string {
  const each = columns.map((name) => `NOT coalesce(isfinite(${quoteIdentifier(name)}), false)`);
  return each.length === 0 ? "false" : `(${each.join(" OR ")})`;
}
