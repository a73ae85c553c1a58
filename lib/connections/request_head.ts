/** A host, with a port or without (RFC 3986, section 3.2.2); empty where an address has none. */
const HOST = /^(\[[\da-f:.]+\]|[\w\-.~!$&'()*+,;=%]*)(:\d*)?$/i;

/**
 * What is wrong with the host of a request (RFC 9112, section 3.2), for a person; `null` where nothing
 * is.
 *
 * @param head request line and headers
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { hostFault } from "./request_head.ts";
 *
 * assert.equal(hostFault("GET / HTTP/1.1\r\nhost: a:80\r\n\r\n"), null);
 * assert.equal(hostFault("GET / HTTP/1.0\r\n\r\n"), null);
 * assert.equal(hostFault("GET / HTTP/1.1\r\n\r\n"), "The request has no Host header.");
 * ```
 */
export function hostFault(head: string): string | null {
  const [line, ...fields] = head.split(/\r?\n/);
  const hosts = fields.filter((field) => /^host:/i.test(field));
  if (hosts.length > 1) return "The request has more than one Host header.";
  if (hosts.length === 0) {
    return / HTTP\/1\.1$/.test(line) ? "The request has no Host header." : null;
  }
  const host = hosts[0].slice("host:".length).trim();
  return HOST.test(host) ? null : "The Host header of the request is not valid.";
}
