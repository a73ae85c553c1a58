import type { Middleware } from "fresh";
import ipaddr from "ipaddr.js";
import { isLoopback } from "../../base/config.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Addresses to listen on that are no host: all addresses of the machine. */
const ANY_ADDRESS = new Set(["0.0.0.0", "[::]"]);

/** How a server is reached. */
export interface HostOptions {
  /** Whether everybody who reaches it may do all. */
  isOpen?: boolean;
  /** Whether a proxy says in `X-Forwarded-Host` what the client asked for. */
  trustProxy?: boolean;
}

/**
 * Middleware that refuses requests for hosts that are not served, so that no web site can reach a
 * server by letting its own name point there (DNS rebinding).
 *
 * - On loopback, and wherever hosts are named: loopback, the address listened on, and the named ones.
 * - Beyond loopback without names, on an open server: besides these, addresses written as numbers. A
 *   page with such an address came from there, and no name leads to it.
 * - Beyond loopback without names, on a server with a token: any. Another name has no session there.
 *
 * @param listening the address that the server listens on
 * @param allowed further host names, such as that of a reverse proxy
 */
export function guardHost<State>(
  listening: string,
  allowed: string[],
  { isOpen = false, trustProxy = false }: HostOptions = {},
): Middleware<State> {
  const isNamed = isLoopback(listening) || allowed.length > 0;
  if (!isNamed && !isOpen) return (ctx) => ctx.next();
  const own = hostName(listening);
  const known = new Set([...LOOPBACK, ...allowed.map(hostName)]);
  if (!ANY_ADDRESS.has(own)) known.add(own);
  const isServed = (host: string) => known.has(host) || (!isNamed && isAddress(host));
  return (ctx) => {
    // A page that got here by its own name can send any X-Forwarded-Host, but not another Host.
    const forwarded = trustProxy ? ctx.req.headers.get("x-forwarded-host") : null;
    const asked = [ctx.url.host, ...forwarded?.split(",") ?? []].map(hostName);
    const refused = asked.find((host) => !isServed(host));
    if (refused === undefined) return ctx.next();
    return new Response(
      `Netsift does not serve ${refused}. Name it in NETSIFT_HOSTS if it should.\n`,
      { status: 421, headers: { "content-type": "text/plain; charset=utf-8" } },
    );
  };
}

/** A host as addresses have it: in small letters, without port and last dot, IPv6 in brackets. */
function hostName(text: string): string {
  const host = text.trim();
  const url = URL.parse(`http://${ipaddr.IPv6.isValid(host) ? `[${host}]` : host}/`);
  return (url?.hostname ?? host.toLowerCase()).replace(/\.$/, "");
}

function isAddress(host: string): boolean {
  return ipaddr.isValid(host.replace(/^\[|\]$/g, ""));
}
