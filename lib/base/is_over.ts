/**
 * Whether something that holds until a moment holds no more.
 *
 * @param end ISO 8601; `null` for what never ends
 * @param now in milliseconds since 1970
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isOver } from "./is_over.ts";
 *
 * const now = Date.parse("2026-01-01T00:00:00Z");
 * assert.ok(isOver("2026-01-01T00:00:00Z", now));
 * assert.ok(!isOver("2026-01-01T00:00:01Z", now));
 * assert.ok(!isOver(null, now));
 * ```
 */
export function isOver(end: string | null, now: number = Date.now()): boolean {
  return end !== null && Date.parse(end) <= now;
}
