import { readConfig } from "./lib/base/config.ts";
import { connectionsFor, fileLimit } from "./lib/connections/file_limit.ts";
import { serve } from "./lib/connections/serve.ts";
import { refuseUnroutable } from "./lib/http/refuse_unroutable.ts";
import { securitySettings, withSecurityHeaders } from "./lib/auth/security_headers.ts";
import { requireDeno } from "./lib/base/process/required_deno.ts";
import { atShutdown } from "./lib/base/process/shutdown.ts";

try {
  requireDeno(Deno.version.deno);
  const config = readConfig(Deno.env.toObject());
  const most = connectionsFor(await fileLimit());
  const { default: app } = await import("./_fresh/server.js") as {
    default: { fetch: Deno.ServeHandler };
  };
  const handler = refuseUnroutable(app.fetch);
  const server = serve(withSecurityHeaders(handler, securitySettings(config.access)), {
    hostname: config.host,
    port: config.port,
    alwaysAnswered: ["/healthz"],
    maxConnections: Math.min(config.maxConnections ?? most, most),
    limits: {
      headerMs: config.headerTimeoutMs,
      idleMs: config.idleTimeoutMs,
      unreadMs: config.streamIdleMs,
    },
  });
  atShutdown(() => server.shutdown());
  const { hostname, port } = server.address;
  console.log(`Netsift is at http://${hostname}:${port}/`);
} catch (error) {
  if (error instanceof Deno.errors.AddrInUse) {
    fail("Another program uses this address. Set PORT to another port.");
  }
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): never {
  console.error(message);
  Deno.exit(1);
}
