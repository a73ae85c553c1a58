/**
 * Changes of the columns of a dataset: roles, policies and which one is the label.
 *
 * @module
 */
import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";
import { isFeature, reasonFor, REASONS } from "../columns/roles.ts";
import { fail, failUnknown, type ProfileChange } from "./dataset_change.ts";

/**
 * A change in which `label` alone says what becomes of the label: the role "label" names it too, and
 * a label column that is given another role is the label no more.
 */
export function settleLabel(
  { columns, labelColumn }: DatasetProfile,
  { label, columns: roles = {}, ...others }: ProfileChange,
): ProfileChange {
  const named = Object.keys(roles).filter((name) => roles[name] === "label");
  const [chosen] = named;
  for (const name of named) {
    if (!columns.some((column) => column.name === name)) failUnknown(["columns", name], name);
    if (name !== (label === undefined ? chosen : label)) {
      fail(["columns", name], "Only one column can be the label.");
    }
  }
  const rest = Object.entries(roles).filter(([, role]) => role !== "label");
  const loses = rest.find(([name]) => name === labelColumn);
  if (label === undefined) label = chosen ?? (loses ? null : undefined);
  if (loses && label === labelColumn) {
    fail(["columns", loses[0]], "This is the label column; it cannot have another role.");
  }
  return { ...others, label, columns: Object.fromEntries(rest) };
}

/**
 * Columns with the roles that were chosen.
 *
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function withRoles(columns: ColumnProfile[], { columns: roles = {} }: ProfileChange) {
  for (const [name, role] of Object.entries(roles)) {
    const column = columns.find((each) => each.name === name);
    if (!column) failUnknown(["columns", name], name);
    if (role === "numeric" && column.type !== "numeric") {
      fail(["columns", name], `"${name.slice(0, 100)}" contains words and cannot be numeric.`);
    }
  }
  const chosen = new Map(Object.entries(roles));
  return columns.map((column): ColumnProfile => {
    const role = chosen.get(column.name) ?? column.role;
    if (role === column.role) return column;
    const { kept, ...others } = column;
    if (!isFeature(role)) return { ...others, role, reason: REASONS.chosen };
    const isKept = kept || isKnownLeak(column);
    return { ...others, role, reason: null, ...(isKept && { kept: true }) };
  });
}

/** Whether the person who switches a column on was told that it gives the label away. */
function isKnownLeak({ role, reason }: ColumnProfile): boolean {
  return (role === "leaking" || role === "category") && reason !== REASONS.chosen;
}

/**
 * Columns with what becomes of their missing values.
 *
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function withPolicies(columns: ColumnProfile[], { missing = {} }: ProfileChange) {
  for (const name of Object.keys(missing)) {
    const column = columns.find((each) => each.name === name);
    if (!column) failUnknown(["missing", name], name);
    if (column.type !== "numeric") {
      fail(
        ["missing", name],
        `"${name.slice(0, 100)}" contains words. Only numeric columns have a policy.`,
      );
    }
  }
  const chosen = new Map(Object.entries(missing));
  return columns.map((column): ColumnProfile => ({
    ...column,
    policy: chosen.get(column.name) ?? column.policy,
  }));
}

/** What was the label tells the answer and becomes no feature by itself. */
export function withLabel(columns: ColumnProfile[], label: string | null): ColumnProfile[] {
  if (label !== null && !columns.some(({ name }) => name === label)) {
    failUnknown(["label"], label);
  }
  return columns.map((column) => {
    if (column.name === label) return { ...column, role: "label", reason: reasonFor("label") };
    if (column.role !== "label") return column;
    return { ...column, role: "leaking", reason: REASONS.formerLabel };
  });
}
