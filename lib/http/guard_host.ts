const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A handler that refuses requests for hosts it does not serve, so that no web site can reach a server
 * on loopback by letting its own name point there (DNS rebinding).
 *
 * @param handler answers requests
 * @param listening the address that the server listens on; only loopback is guarded
 * @param allowed further host names, such as that of a reverse proxy
 */
export function guardHost(
  handler: Deno.ServeHandler,
  listening: string,
  allowed: string[],
): Deno.ServeHandler {
  if (!LOOPBACK.has(listening) && listening !== "::1") return handler;
  const known = new Set([...LOOPBACK, ...allowed.map((host) => host.toLowerCase())]);
  return (request, info) => {
    const { hostname } = new URL(request.url);
    if (known.has(hostname)) return handler(request, info);
    return new Response(
      `Netsift does not serve ${hostname}. Name it in NETSIFT_HOSTS if it should.\n`,
      { status: 421, headers: { "content-type": "text/plain; charset=utf-8" } },
    );
  };
}
