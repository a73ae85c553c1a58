/**
 * Records with objects and lists in them as flat ones.
 *
 * @module
 */

/** Values by dotted name. */
export type FlatRecord = Record<string, string | number | boolean | null>;

/** Objects within objects become names such as `outer.inner` down to this level. */
export const FLATTENED_LEVELS = 8;

/** An outer name that is longer, in characters, would be repeated too often: no column has one. */
export const LONGEST_OUTER_NAME = 200;

/**
 * Flattens a record: `{"flow": {"bytes": 1}}` has the value `flow.bytes`. A list is one word, its JSON
 * text, and so is an object that is nested deeper than {@linkcode FLATTENED_LEVELS} or has a name of
 * more than 200 characters. Where two places have the same name, the less nested one counts.
 *
 * @returns the record itself where it is flat already
 *
 * @example
 * ```ts
 * import { flattenRecord } from "./flatten.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual({ ...flattenRecord({ id: { port: 80 }, tags: ["a", "b"] }) }, {
 *   "id.port": 80,
 *   tags: '["a","b"]',
 * });
 * ```
 */
export function flattenRecord(record: object): FlatRecord {
  if (!Object.values(record).some((value) => typeof value === "object" && value !== null)) {
    return record as FlatRecord;
  }
  const values = new Map<string, { value: FlatRecord[string]; level: number }>();
  take(record, "", 0, values);
  // Without a prototype: a name may be "__proto__".
  const flat: FlatRecord = Object.create(null);
  for (const [name, { value }] of values) flat[name] = value;
  return flat;
}

function take(
  object: object,
  prefix: string,
  level: number,
  values: Map<string, { value: FlatRecord[string]; level: number }>,
): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      if (level < FLATTENED_LEVELS && name.length <= LONGEST_OUTER_NAME) {
        take(value, `${name}.`, level + 1, values);
        continue;
      }
    }
    const known = values.get(name);
    if (known && known.level <= level) continue;
    const isNested = typeof value === "object" && value !== null;
    values.set(name, { value: isNested ? JSON.stringify(value) : value, level });
  }
}
