/**
 * A `content-disposition` header that makes browsers save an answer under a name (RFC 6266).
 *
 * @param name without folders; whatever a file name cannot hold is replaced
 * @param extension such as `csv`; not repeated where the name has it
 *
 * @example
 * ```ts
 * import { attachment } from "./attachment.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(attachment("a/b.csv", "csv"), 'attachment; filename="a_b.csv"');
 * ```
 */
export function attachment(name: string, extension: string): string {
  const suffix = `.${extension}`;
  // deno-lint-ignore no-control-regex -- control characters are what must go
  const safe = name.toWellFormed().replace(/[\x00-\x1f\x7f"*/:<>?\\|%]/g, "_").trim();
  const file = safe.toLowerCase().endsWith(suffix) ? safe : safe + suffix;
  const plain = file.replace(/[^\x20-\x7e]/g, "_");
  const encoded = encodeURIComponent(file).replace(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"` +
    (plain === file ? "" : `; filename*=UTF-8''${encoded}`);
}
