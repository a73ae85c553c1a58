/**
 * What a receiver of lines may take for the end of one, or a terminal for a command: control
 * characters (C0, DEL, C1), the separators of lines and paragraphs, and marks of writing direction,
 * which show text elsewhere than it is.
 */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as one line, whatever is in it, so that no value can forge another message.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { oneLine } from "./one_line.ts";
 *
 * assert.equal(oneLine("a\r\n<134>1 forged\u2028b"), "a  <134>1 forged b");
 * ```
 */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, " ");
}

/** JSON on one line: the same value, with these characters in strings as escapes. */
export function oneLineJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
