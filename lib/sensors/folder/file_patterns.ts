/**
 * Whether a name fits one of some patterns, in which `*` stands for any characters and `?` for one.
 * Takes at most the product of both lengths, whatever the pattern.
 *
 * @param patterns separated by commas
 *
 * @example
 * ```ts
 * import { fitsPatterns } from "./file_patterns.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(fitsPatterns("conn.2026-01-01.log.gz", "conn*.log*, eve.json"));
 * assert.ok(!fitsPatterns("dns.log", "conn*.log*, eve.json"));
 * ```
 */
export function fitsPatterns(name: string, patterns: string): boolean {
  return patterns.split(",").map((each) => each.trim()).filter(Boolean)
    .some((pattern) => fits(name, pattern));
}

/** A star takes as little as possible; where that fails, the last one takes a character more. */
function fits(name: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star: { at: number; place: number } | null = null;
  while (at < name.length) {
    const wanted = pattern[place];
    if (wanted === "*") star = { at, place: place++ };
    else if (wanted === "?" || wanted === name[at]) {
      at++;
      place++;
    } else if (star) {
      at = ++star.at;
      place = star.place + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(place));
}
