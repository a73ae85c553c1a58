import ipaddr from "ipaddr.js";

/**
 * The address of a client, for limits and the audit log.
 *
 * @param trustProxy whether `X-Forwarded-For` is believed: its last entry, which the nearest proxy
 *   wrote; earlier ones may be anything
 */
export function clientAddress(
  headers: Headers,
  { remoteAddr }: Deno.ServeHandlerInfo,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy && headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (forwarded) return withoutPort(forwarded);
  return "hostname" in remoteAddr ? remoteAddr.hostname : "local";
}

/** Some proxies write the client's port behind its address; it changes with each connection. */
function withoutPort(address: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ??
    /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** Bits of an IPv6 address that tell customers apart: anybody has all addresses behind them. */
const IPV6_PREFIX = 64;

/**
 * What stands for a client whose address may change at will: the address itself, of IPv6 its first 64
 * bits (RFC 6177). IPv4 addresses written as IPv6 (`::ffff:192.0.2.1`) are as IPv4.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { clientNetwork } from "./client_address.ts";
 *
 * assert.equal(clientNetwork("2001:db8:0:1:aaaa::1"), "2001:db8:0:1::/64");
 * assert.equal(clientNetwork("::ffff:192.0.2.1"), "192.0.2.1");
 * ```
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const prefix = [...parsed.toByteArray().slice(0, IPV6_PREFIX / 8), ...new Array(8).fill(0)];
  return `${ipaddr.fromByteArray(prefix)}/${IPV6_PREFIX}`;
}

/** Whether the client's connection is encrypted, as far as is known. */
export function isHttps(request: Request, trustProxy: boolean): boolean {
  const forwarded = trustProxy && request.headers.get("x-forwarded-proto")?.split(",").at(-1);
  const scheme = (forwarded || request.url.split(":", 1)[0]).trim().toLowerCase();
  // Some proxies say "wss" of sockets.
  return /^(https|wss)$/.test(scheme);
}
