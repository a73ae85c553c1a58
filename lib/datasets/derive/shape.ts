import type { ColumnProfile, DatasetProfile } from "../../resources/dataset.ts";

/** Names of a dataset and its columns, as far as its shape goes. */
export interface Shaped {
  name: string;
  columns: Pick<ColumnProfile, "name" | "type" | "distinct">[];
}

/** How many columns a sentence names. */
const SHOWN = 5;

/**
 * Says in words how the columns of another dataset differ from those of the first, whatever their
 * order.
 *
 * A column without any value fits words and numbers.
 *
 * @returns `null` where both have the same shape
 */
export function shapeDifference(first: Shaped, other: Shaped): string | null {
  const ours = new Map(first.columns.map((column) => [column.name, column]));
  const theirs = new Map(other.columns.map((column) => [column.name, column]));
  const parts = [
    named("it lacks", first.columns.filter(({ name }) => !theirs.has(name))),
    named("it also has", other.columns.filter(({ name }) => !ours.has(name))),
    named(
      "types differ in",
      first.columns.filter((column) => {
        const match = theirs.get(column.name);
        return match !== undefined && match.type !== column.type &&
          match.distinct > 0 && column.distinct > 0;
      }),
    ),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return `"${other.name}" has different columns from "${first.name}": ${parts.join("; ")}.`;
}

function named(what: string, columns: { name: string }[]): string | null {
  if (columns.length === 0) return null;
  const names = columns.slice(0, SHOWN).map(({ name }) => `"${name.slice(0, 100)}"`).join(", ");
  const more = columns.length - SHOWN;
  return `${what} ${names}${more > 0 ? ` and ${more} more` : ""}`;
}

/**
 * The columns of datasets of one shape put together, in the order of the first. A column that is
 * empty in one dataset has the type that it has in the others.
 */
export function commonColumns(
  profiles: Pick<DatasetProfile, "columns">[],
): Pick<ColumnProfile, "name" | "type">[] {
  const byName = profiles.map(({ columns }) =>
    new Map(columns.map((column) => [column.name, column]))
  );
  return profiles[0].columns.map(({ name, type }) => {
    const filled = byName.map((columns) => columns.get(name)).find((column) => column?.distinct);
    return { name, type: filled?.type ?? type };
  });
}
