/**
 * The deepest nesting of brackets outside strings, before anything is parsed.
 *
 * @param json a text that may be JSON
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { jsonDepth } from "./json_depth.ts";
 *
 * assert.equal(jsonDepth('{"a": [1, "[["]}'), 2);
 * ```
 */
export function jsonDepth(json: string): number {
  let deepest = 0;
  let current = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const character = json.charCodeAt(i);
    if (quoted) {
      if (character === 0x5c) i++;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) deepest = Math.max(deepest, ++current);
    else if (character === 0x5d || character === 0x7d) current--;
  }
  return deepest;
}
