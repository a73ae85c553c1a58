import type { ColumnProfile } from "../../resources/dataset.ts";
import type { Notation } from "../../values/notation.ts";

/** Columns that the sentence names. */
const NAMED = 5;

/**
 * A warning about columns whose points were read as decimal points although they may group
 * thousands: a model was trained on a file with decimal commas, and nothing in this file says how it
 * is written. Else none.
 *
 * @param wanted features, and how training wrote their numbers
 * @param columns of the dataset
 * @param mapping the column of each feature
 */
export function notationWarnings(
  wanted: readonly { name: string; notation?: Notation }[],
  columns: readonly ColumnProfile[],
  mapping: ReadonlyMap<string, string>,
): string[] {
  const profiles = new Map(columns.map((column) => [column.name, column]));
  const doubtful = wanted.filter(({ notation }) => notation?.decimal === ",")
    .map(({ name }) => profiles.get(mapping.get(name) ?? ""))
    .filter((column) => column !== undefined && hasPoints(column))
    .map((column) => `"${column!.name}"`);
  if (doubtful.length === 0) return [];
  const more = doubtful.length > NAMED ? ` and ${doubtful.length - NAMED} more` : "";
  return [
    `Points in ${
      doubtful.slice(0, NAMED).join(", ")
    }${more} were read as decimal points, but the ` +
    "training file has decimal commas, where 12.519 means 12519. If they separate thousands here " +
    "too, export the table with plain numbers.",
  ];
}

/** Whether a column holds numbers with decimals, written with a point as far as is known. */
function hasPoints({ type, notation, min, max, top }: ColumnProfile): boolean {
  if (type !== "numeric" || notation?.decimal === ",") return false;
  const isBroken = (value: number | null) => value !== null && !Number.isInteger(value);
  return isBroken(min) || isBroken(max) || top.some(({ value }) => isBroken(Number(value)));
}
