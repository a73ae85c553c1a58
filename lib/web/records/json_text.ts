/**
 * A value as JSON, for the props of islands: Fresh's way of handing these over refuses objects with a
 * field `__proto__`, as a record has that comes from a column of this name.
 *
 * @module
 */

/** JSON of a value. */
export type JsonText<Value> = string & { readonly of?: Value };

/** Writes a value that JSON can carry. */
export function jsonText<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value) as JsonText<Value>;
}

/**
 * Reads what {@linkcode jsonText} wrote.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fromJsonText, jsonText } from "./json_text.ts";
 *
 * const record = JSON.parse('{"__proto__": 1}');
 * assert.deepEqual(Object.entries(fromJsonText(jsonText(record))), [["__proto__", 1]]);
 * ```
 */
export function fromJsonText<Value>(text: JsonText<Value>): Value {
  return JSON.parse(text) as Value;
}
