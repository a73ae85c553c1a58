/**
 * Changes of what is known of a dataset, as its page makes them.
 *
 * @module
 */
import type { ColumnProfile, ColumnRole, DatasetProfile } from "../../resources/dataset.ts";
import type { MissingPolicy } from "../../learning/features/missing_policy.ts";
import type { SwitchedOff } from "../../datasets/labels/mark_leaks.ts";
import { callApi } from "../api.ts";
import { ROLE_NAMES } from "./column_roles.ts";
import { serialise } from "../serialise.ts";
import { MISSING_POLICIES } from "../training/missing_policies.ts";

/** The part of the body of `PATCH /api/v1/datasets/{id}` that is about the profile. */
export interface DatasetChange {
  /** `null`: there is no label column. */
  label?: string | null;
  normal?: string[];
  /** Roles by column name. */
  columns?: Record<string, ColumnRole>;
  /** Policies by column name. */
  missing?: Record<string, MissingPolicy>;
}

/** A profile after a change. */
export interface ChangedProfile extends DatasetProfile {
  /** Columns that became no features by the change, because they give the label away. */
  switchedOff: SwitchedOff[];
}

// The server reads a profile, changes it and writes it: two changes at once would lose one.
const oneAtATime = serialise();

/**
 * Sends a change when those before it were answered.
 *
 * @returns the profile after it, with the columns that it switched off
 * @throws as {@linkcode callApi}
 */
export function changeDataset(id: string, change: DatasetChange): Promise<ChangedProfile> {
  return oneAtATime(() => callApi<ChangedProfile>("PATCH", `/datasets/${id}`, change));
}

/** The columns as they will be after a change of roles or policies. */
export function withChange(
  columns: ColumnProfile[],
  { columns: roles = {}, missing = {} }: DatasetChange,
): ColumnProfile[] {
  return columns.map((column) => {
    const role = Object.hasOwn(roles, column.name) ? roles[column.name] : column.role;
    const policy = Object.hasOwn(missing, column.name) ? missing[column.name] : column.policy;
    return role === column.role && policy === column.policy ? column : { ...column, role, policy };
  });
}

/** The change that takes a change of roles or policies back. */
export function inverseChange(columns: ColumnProfile[], change: DatasetChange): DatasetChange {
  const before = <T>(changed: Record<string, T>, value: (column: ColumnProfile) => T) =>
    Object.fromEntries(
      columns
        .filter(({ name }) => Object.hasOwn(changed, name))
        .map((column) => [column.name, value(column)]),
    );
  return {
    ...(change.columns && { columns: before(change.columns, ({ role }) => role) }),
    ...(change.missing && { missing: before(change.missing, ({ policy }) => policy) }),
  };
}

/** One change of roles and policies out of several; the later one counts. */
export function mergeChanges(changes: DatasetChange[]): DatasetChange {
  return {
    columns: Object.fromEntries(changes.flatMap(({ columns = {} }) => Object.entries(columns))),
    missing: Object.fromEntries(changes.flatMap(({ missing = {} }) => Object.entries(missing))),
  };
}

/** Which columns a change switched off, and why; empty where it switched none off. */
export function describeSwitchedOff({ switchedOff }: Pick<ChangedProfile, "switchedOff">): string {
  if (switchedOff.length === 0) return "";
  const names = switchedOff.map(({ name }) => name);
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  const [{ reason }] = switchedOff;
  return ` Disabled: ${shown}${more}. ${
    names.length === 1
      ? reason
      : reason.replace("Its values tell", "The values of each of them tell")
  } Enable a column again to use it anyway.`;
}

/** A change of roles and policies in sentences. */
export function describeChange({ columns = {}, missing = {} }: DatasetChange): string {
  return [
    ...Object.entries(columns).map(([name, role]) => `${name}: used as ${ROLE_NAMES[role]}.`),
    ...Object.entries(missing).map(([name, policy]) =>
      `${name}: ${MISSING_POLICIES[policy].name.toLowerCase()} for missing and infinite values.`
    ),
  ].join(" ");
}
