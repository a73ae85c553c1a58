import { LARGEST_PORT } from "../../learning/features/ports/port_classes.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { foldName } from "../../values/columns.ts";
import { KNOWN_NAMES } from "./known_names.ts";

const NAMES: ReadonlySet<string> = new Set([
  ...KNOWN_NAMES.sourcePort,
  ...KNOWN_NAMES.destinationPort,
  "port",
]);

/** The columns that hold ports, by their names and by what they hold: whole numbers up to 65535. */
export function portColumns(columns: readonly ColumnProfile[]): string[] {
  return columns.filter((column) => NAMES.has(foldName(column.name)) && holdsPorts(column))
    .map(({ name }) => name);
}

function holdsPorts({ type, min, max, top }: ColumnProfile): boolean {
  return type === "numeric" && min !== null && min >= 0 && max !== null && max <= LARGEST_PORT &&
    top.every(({ value }) => Number.isInteger(Number(value)));
}
