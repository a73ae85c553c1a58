/**
 * JSON as programs write it: with `NaN`, `Infinity` and `-Infinity`, as Python's `json` does.
 *
 * @module
 */

/** Strings, which are left unchanged, and the words that JSON does not have. */
const BARE_WORDS = /"(?:[^"\\]|\\[^])*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Reads JSON in which `NaN`, `Infinity` and `-Infinity` may stand for numbers. NaN is `null`: there is
 * no number.
 *
 * @throws {SyntaxError} as `JSON.parse` does
 *
 * @example
 * ```ts
 * import { parseJson } from "./json.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseJson('{"a": NaN, "b": [-Infinity], "c": "NaN"}'), {
 *   a: null,
 *   b: [-Infinity],
 *   c: "NaN",
 * });
 * ```
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    const plain = text.replace(
      BARE_WORDS,
      (word) =>
        word === "NaN" ? "null" : word === "Infinity" ? "1e999" : word[0] === "-" ? "-1e999" : word,
    );
    try {
      return JSON.parse(plain);
    } catch {
      throw error;
    }
  }
}
