/** Letters of TCP's flags, the highest bit first, as nfdump writes them. */
const LETTERS = "CEUAPRSF";
const TEXTS = Array.from(
  { length: 256 },
  (_, flags) => Array.from(LETTERS, (letter, i) => flags & 128 >> i ? letter : ".").join(""),
);

/**
 * Flags of TCP as letters, with dots for those that are not set; empty where they are not known.
 *
 * @example
 * ```ts
 * import { tcpFlagsText } from "./tcp_flags_text.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tcpFlagsText(0x1b), "...AP.SF");
 * ```
 */
export function tcpFlagsText(flags: number): string {
  return Number.isNaN(flags) ? "" : TEXTS[flags & 255];
}
