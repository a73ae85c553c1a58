/**
 * Whether a name fits one of some patterns, in which `*` stands for any characters and `?` for one.
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
    .some((pattern) => toRegExp(pattern).test(name));
}

function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*+/g, ".*").replace(/\?/g, ".")}$`, "s");
}
