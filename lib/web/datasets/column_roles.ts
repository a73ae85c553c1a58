/**
 * What columns are used for, in words, and what a person may choose.
 *
 * @module
 */
import type { ColumnProfile, ColumnRole } from "../../resources/dataset.ts";

/** What people call the roles. */
export const ROLE_NAMES: Record<ColumnRole, string> = {
  numeric: "Number",
  categorical: "Category",
  label: "Label",
  category: "Attack category",
  identifier: "Identifier",
  timestamp: "Time",
  constant: "Constant",
  leaking: "Leaking (gives the label away)",
  ignored: "Ignored",
};

/**
 * The roles that a person may give a column. The label is chosen elsewhere, because there is one
 * only; words cannot be numbers.
 */
export function roleChoices(
  { type, role, distinct }: Pick<ColumnProfile, "type" | "role" | "distinct">,
): { features: ColumnRole[]; others: ColumnRole[] } {
  return {
    features: type === "numeric" ? ["numeric", "categorical"] : ["categorical"],
    others: [
      "category",
      "identifier",
      "timestamp",
      ...(distinct <= 1 || role === "constant" ? ["constant" as const] : []),
      "leaking",
      "ignored",
    ],
  };
}
