import { readConfig } from "./lib/config.ts";
import { refuseUnroutable } from "./lib/http/refuse_unroutable.ts";
import { securitySettings, withSecurityHeaders } from "./lib/http/security_headers.ts";
import { atShutdown } from "./lib/shutdown.ts";

try {
  const { host, port, access } = readConfig(Deno.env.toObject());
  const { default: app } = await import("./_fresh/server.js") as {
    default: { fetch: Deno.ServeHandler };
  };
  const server = Deno.serve({
    hostname: host,
    port,
    automaticCompression: true,
    onListen: ({ hostname, port }) => console.log(`Netsift is at http://${hostname}:${port}/`),
  }, withSecurityHeaders(refuseUnroutable(app.fetch), securitySettings(access)));
  atShutdown(() => server.shutdown());
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
