import { isAddress } from "../content/addresses.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { foldName } from "../../values/columns.ts";
import {
  type ColumnsByField,
  CONNECTION_FIELDS,
  type ConnectionColumns,
  type ConnectionField,
  type RequiredField,
} from "../../values/connections/connection_columns.ts";
import { durationUnitOf } from "./duration_unit.ts";
import { AMBIGUOUS_HOSTS, KNOWN_NAMES } from "./known_names.ts";
import { stateNotationOf } from "./state_notation.ts";

const SOURCE = /src|source|orig|client|sender|from/i;
const DESTINATION = /dst|dest|resp|server|receiver|to$/i;
const WORDS: ReadonlySet<ConnectionField> = new Set(["service", "state"]);
const NUMBERS: ReadonlySet<ConnectionField> = new Set([
  "sourceBytes",
  "destinationBytes",
  "totalBytes",
  "sourcePackets",
  "destinationPackets",
  "totalPackets",
]);

/** Names of times that may count from the start of a capture instead of 1970. */
const CLOCK_NAMES: ReadonlySet<string> = new Set(["time", "ts", "stime", "starttime"]);

/**
 * Finds the columns that say when a connection began, between which hosts, and how it went: by known
 * names first, then by what columns hold. Nothing is taken from labels.
 *
 * @param profiles of the columns of a dataset, in their order
 */
export function findConnectionColumns(profiles: readonly ColumnProfile[]): ConnectionColumns {
  const usable = profiles.filter(({ role }) => role !== "label" && role !== "category");
  const byName = new Map<string, ColumnProfile>();
  for (const column of usable) {
    const name = foldName(column.name);
    if (!byName.has(name)) byName.set(name, column);
  }
  const columns: ColumnsByField = {};
  for (const field of CONNECTION_FIELDS) {
    const found = KNOWN_NAMES[field].flatMap((name) => byName.get(name) ?? [])
      .filter((column) => suits(field, column));
    if (found.length > 0) columns[field] = found.map(({ name }) => name);
  }
  if (!columns.time) columns.time = timesByContent(usable);
  addHostsByContent(columns, usable);
  const state = usable.find(({ name }) => name === columns.state?.[0]);
  const stateNotation = state ? stateNotationOf(state) : null;
  if (!stateNotation) delete columns.state;
  const required: RequiredField[] = ["time", "source", "destination"];
  return {
    columns,
    durationUnit: durationUnitOf(usable.find(({ name }) => name === columns.duration?.[0])),
    stateNotation,
    missing: required.filter((field) => !columns[field]?.length),
  };
}

function suits(field: ConnectionField, column: ColumnProfile): boolean {
  if (WORDS.has(field)) return column.type === "categorical";
  if (NUMBERS.has(field)) return column.type === "numeric" || column.role === "identifier";
  if (field === "time" || field === "end") {
    return column.role === "timestamp" ||
      (CLOCK_NAMES.has(foldName(column.name)) && isClock(column));
  }
  if (field !== "source" && field !== "destination") return true;
  if (column.type !== "categorical") return false;
  return !AMBIGUOUS_HOSTS.has(foldName(column.name)) || holdsAddresses(column);
}

function isClock({ min, max, role }: ColumnProfile): boolean {
  return role !== "constant" && min !== null && max !== null && min >= 0 && max > min;
}

function timesByContent(columns: readonly ColumnProfile[]): string[] | undefined {
  const found = columns.find(({ role }) => role === "timestamp");
  return found && [found.name];
}

/** Columns of addresses that no known name gives: by their sides, or else in their order. */
function addHostsByContent(columns: ColumnsByField, usable: readonly ColumnProfile[]): void {
  const taken = () => [...columns.source ?? [], ...columns.destination ?? []];
  const free = () =>
    usable.filter((column) => holdsAddresses(column) && !taken().includes(column.name));
  const take = (side: "source" | "destination", name: RegExp, other: RegExp) => {
    if (columns[side]) return;
    const candidates = free();
    const found = candidates.find((column) => name.test(column.name)) ??
      candidates.find((column) => !other.test(column.name));
    if (found) columns[side] = [found.name];
  };
  take("source", SOURCE, DESTINATION);
  take("destination", DESTINATION, SOURCE);
}

function holdsAddresses({ type, top }: ColumnProfile): boolean {
  if (type !== "categorical" || top.length === 0) return false;
  const addresses = top.filter(({ value }) => isAddress(value)).length;
  return 2 * addresses > top.length;
}
