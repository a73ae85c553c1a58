import type { Middleware } from "fresh";
import { isLoopback } from "../config.ts";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Middleware that refuses requests for hosts that are not served, so that no web site can reach a
 * server on loopback by letting its own name point there (DNS rebinding).
 *
 * @param listening the address that the server listens on; only loopback is guarded
 * @param allowed further host names, such as that of a reverse proxy
 */
export function guardHost<State>(listening: string, allowed: string[]): Middleware<State> {
  if (!isLoopback(listening)) return (ctx) => ctx.next();
  const known = new Set([...LOOPBACK, ...allowed.map((host) => host.toLowerCase())]);
  return (ctx) => {
    const { hostname } = ctx.url;
    if (known.has(hostname)) return ctx.next();
    return new Response(
      `Netsift does not serve ${hostname}. Name it in NETSIFT_HOSTS if it should.\n`,
      { status: 421, headers: { "content-type": "text/plain; charset=utf-8" } },
    );
  };
}
