/**
 * What files begin with: tells a log from another that has taken its file or its name.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** Bytes that are compared; Zeek's header with the time of its beginning lies within them. */
export const HEAD_BYTES = 1024;

/** A hash of the first bytes of a content. */
export function headHash(content: Uint8Array, bytes: number): string {
  return createHash("sha256").update(content.subarray(0, bytes)).digest("base64url").slice(0, 22);
}

/** Whether a content begins as a log did that was read before. */
export function hasHead(
  content: Uint8Array,
  { head, headBytes }: { head: string; headBytes: number },
): boolean {
  return content.length >= headBytes && headHash(content, headBytes) === head;
}
