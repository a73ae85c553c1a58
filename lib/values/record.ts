/**
 * A record as a model reads it, whichever way it came.
 *
 * @module
 */
import { mapColumns, type MappedColumn } from "./columns.ts";
import { type FlatRecord, flattenRecord } from "./flatten.ts";

/** A record with a value for each feature that it has one for. */
export interface ReadRecord {
  /** Flat; by the names of the features, and the other names as they were. */
  record: FlatRecord;
  /** Features that were read from a value of another name. */
  mapped: MappedColumn[];
}

/**
 * Flattens a record and gives its values the names of the features that they mean, as
 * {@linkcode mapColumns} finds them.
 *
 * @example
 * ```ts
 * import { readRecord } from "./record.ts";
 * import assert from "node:assert/strict";
 *
 * const { record } = readRecord({ flow: { pkts: 3 }, PROTO: "tcp" }, ["flow.pkts", "proto"]);
 * assert.equal(record["flow.pkts"], 3);
 * assert.equal(record.proto, "tcp");
 * ```
 */
export function readRecord(record: object, features: readonly string[]): ReadRecord {
  const flat = flattenRecord(record);
  if (features.every((name) => Object.hasOwn(flat, name))) return { record: flat, mapped: [] };
  const { mapped } = mapColumns(features, Object.keys(flat));
  if (mapped.length === 0) return { record: flat, mapped };
  // Without a prototype: a name may be "__proto__".
  const named: FlatRecord = Object.create(null);
  const renamed = new Map(mapped.map(({ feature, column }) => [column, feature]));
  for (const [name, value] of Object.entries(flat)) named[renamed.get(name) ?? name] = value;
  return { record: named, mapped };
}
