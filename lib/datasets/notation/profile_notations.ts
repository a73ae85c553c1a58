import type { Notation } from "../../values/notation.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";

/** How a dataset's file wrote numbers, by column; columns of plain decimals are left out. */
export function notationsOf({ columns }: Pick<DatasetProfile, "columns">): Map<string, Notation> {
  return new Map(columns.flatMap(({ name, notation }) => notation ? [[name, notation]] : []));
}
