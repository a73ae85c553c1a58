/**
 * The words that a name is made of, in every way of writing names.
 *
 * @module
 */

/**
 * Splits at signs, at changes of case, and between letters and numbers; in lower case.
 *
 * @example
 * ```ts
 * import { nameTokens } from "./name_tokens.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(nameTokens("Src IP Addr"), ["src", "ip", "addr"]);
 * assert.deepEqual(nameTokens("pkSeqID"), ["pk", "seq", "id"]);
 * assert.deepEqual(nameTokens("proto_ipv4"), ["proto", "ipv", "4"]);
 * ```
 */
export function nameTokens(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .replace(/(\d)(\p{L})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\d]+/gu) ?? [];
}

/** A text with plain Latin letters instead of those with accents: `Étiquette`, `bösartig`. */
export function withoutMarks(text: string): string {
  return text.normalize("NFKD").replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
}
