/** Most bytes of a UDP datagram's payload over IPv4 (RFC 5426, section 3.2). */
const LARGEST_DATAGRAM = 65_507;

/**
 * A message in a stream: its length in bytes, a space and the message (octet counting).
 *
 * Source: R. Gerhards and C. Lonvick, "Transmission of Syslog Messages over TCP", RFC 6587, 3.4.1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { octetCounted } from "./syslog_framing.ts";
 *
 * assert.equal(new TextDecoder().decode(octetCounted("é!")), "3 é!");
 * ```
 */
export function octetCounted(message: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const length = encoder.encode(message).length;
  return encoder.encode(`${length} ${message}`);
}

/** A message as a datagram, cut at the end of a character where it is too long (RFC 5426). */
export function datagram(message: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LARGEST_DATAGRAM);
  const { written } = new TextEncoder().encodeInto(message, bytes);
  return bytes.slice(0, written);
}
