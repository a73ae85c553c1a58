import { isIP } from "node:net";
import type { ColumnProfile } from "../../resources/dataset.ts";

/** Columns that say when a record came, from whom, and what it is. */
export interface FindingColumns {
  time: string | null;
  /** Who sent them. */
  host: string | null;
  /** To whom, where that is another column of addresses. */
  destination: string | null;
  identity: string[];
}

/** Columns that a row of a table has room for. */
const MOST_IDENTITY = 6;

const SOURCE = /src|source|orig|client|saddr|^sip$/i;
const DESTINATION = /dst|dest|resp|server|daddr|^dip$/i;
const WHO = /host|device|user|machine|sensor/i;
const WHAT = /port|proto|service$/i;

/**
 * Chooses columns by their roles, values and names: hosts are addresses, those of senders first, or
 * else what a name calls a host or user.
 */
export function findingColumns(columns: ColumnProfile[]): FindingColumns {
  const words = columns.filter(({ type, role }) => type === "categorical" && role !== "label");
  const addresses = words.filter(holdsAddresses);
  const host = addresses.find(({ name }) => SOURCE.test(name)) ??
    addresses.find(({ name }) => !DESTINATION.test(name)) ??
    words.find(({ name, role }) => role === "identifier" && WHO.test(name)) ??
    addresses[0];
  const destination = addresses.find((one) => one !== host && DESTINATION.test(one.name));
  const who = columns.filter((column) =>
    column.role === "identifier" || addresses.includes(column) || column === host
  );
  const what = columns.filter((column) => !who.includes(column) && WHAT.test(column.name));
  return {
    time: columns.find(({ role }) => role === "timestamp")?.name ?? null,
    host: host?.name ?? null,
    destination: destination?.name ?? null,
    identity: [...who, ...what].slice(0, MOST_IDENTITY).map(({ name }) => name),
  };
}

function holdsAddresses({ top }: ColumnProfile): boolean {
  return top.length > 0 && top.filter(({ value }) => isIP(value) > 0).length > top.length / 2;
}
