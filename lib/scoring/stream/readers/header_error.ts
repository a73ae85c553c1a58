import type { RecordColumn } from "./record_columns.ts";
import { type ColumnMapping, mapColumns } from "../../../values/columns.ts";

/** Missing features that are named in a message. */
const NAMED = 10;

/** The header of a stream does not fit the model; the message says what is wrong. */
export class HeaderError extends Error {
  override name = "HeaderError";
}

/**
 * Which names of a header are which features.
 *
 * @throws {HeaderError} when a feature has none
 */
export function mapHeader(
  names: readonly string[],
  columns: readonly RecordColumn[],
): ColumnMapping & {
  /** The names, those of features as the features have them. */
  names: string[];
} {
  const mapping = mapColumns(columns.map(({ name }) => name), names);
  const { mapped } = mapping;
  const optional = columns.filter(({ isOptional }) => isOptional).map(({ name }) => name);
  const missing = mapping.missing.filter((name) => !optional.includes(name));
  if (missing.length > 0) {
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : "";
    throw new HeaderError(
      "The first line must name the columns. These features of the model are missing there: " +
        `${missing.slice(0, NAMED).join(", ")}${more}.`,
    );
  }
  const features = new Map(mapped.map(({ feature, column }) => [column, feature]));
  return { ...mapping, missing, names: names.map((name) => features.get(name) ?? name) };
}
