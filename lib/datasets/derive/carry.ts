/**
 * What a derived dataset takes over from its parents, where a person may have changed it.
 *
 * @module
 */
import { reasonFor } from "../columns/roles.ts";
import type { ColumnProfile, DatasetProfile, LabelCount } from "../../resources/dataset.ts";

/** The part of a parent's profile that its children take over. */
export type Heritage = Pick<DatasetProfile, "columns" | "labels">;

/**
 * The column of that name in the first parent where it has more than one value. That it had one only
 * is a matter of the rows chosen then, and says nothing about the children.
 */
export function inheritedColumn(parents: Heritage[], name: string): ColumnProfile | undefined {
  return parents
    .map(({ columns }) => columns.find((column) => column.name === name))
    .find((column) => column !== undefined && column.role !== "constant");
}

/**
 * How the first parent that says so wrote the numbers of a column: records like those of its file are
 * to be read alike by models of the children.
 */
function inheritedNotation(
  parents: Heritage[],
  { name, type }: ColumnProfile,
): Pick<ColumnProfile, "notation"> {
  if (type !== "numeric") return {};
  const notation = parents
    .map(({ columns }) => columns.find((column) => column.name === name)?.notation)
    .find((each) => each !== undefined);
  return notation ? { notation } : {};
}

/** Columns with role, reason, policy and notation of the parents; features with one value only are constant. */
export function carriedColumns(parents: Heritage[], columns: ColumnProfile[]): ColumnProfile[] {
  return columns.map((column) => {
    const inherited = inheritedColumn(parents, column.name);
    const notation = inheritedNotation(parents, column);
    // With too many labels together, the column is a label column no more.
    if (!inherited || inherited.role === "label") return { ...column, ...notation };
    const { role, reason, policy, kept } = inherited;
    return isConstant(role, column)
      ? { ...column, role: "constant", reason: reasonFor("constant"), policy, ...notation }
      : { ...column, role, reason, policy, ...(kept && { kept }), ...notation };
  });
}

function isConstant(
  role: ColumnProfile["role"],
  { distinct, missing }: Pick<ColumnProfile, "distinct" | "missing">,
): boolean {
  return (role === "numeric" || role === "categorical") &&
    (distinct === 0 || (distinct === 1 && missing === 0));
}

/** Labels with what the first parent that has each says about it. */
export function carriedLabels(parents: Heritage[], labels: LabelCount[]): LabelCount[] {
  return labels.map((label) => {
    const known = parents
      .map((parent) => parent.labels.find(({ name }) => name === label.name))
      .find((each) => each !== undefined);
    return { ...label, attack: known?.attack ?? label.attack };
  });
}
