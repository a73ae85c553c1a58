import { App, csp, staticFiles } from "fresh";
import { readConfig } from "./lib/config.ts";
import { guard } from "./lib/guard/guard.ts";
import { guardHost } from "./lib/http/guard_host.ts";
import { logFailures } from "./lib/http/log_failures.ts";
import { opensSocket } from "./lib/http/opens_socket.ts";
import { securityHeaders, securitySettings } from "./lib/http/security_headers.ts";
import { endChildren } from "./lib/jobs/child.ts";
import { Netsift } from "./lib/netsift.ts";
import { atShutdown, shutDownOnSignals } from "./lib/shutdown.ts";
import { stayAlive } from "./lib/stay_alive.ts";
import type { State } from "./utils.ts";

const config = readConfig(Deno.env.toObject());
const netsift = await Netsift.open(config);
stayAlive();
shutDownOnSignals();
atShutdown(() => {
  endChildren();
  netsift[Symbol.dispose]();
});
const { access } = netsift;
const nonces = csp<State>({ useNonce: true });

export const app = new App<State>()
  .use(logFailures)
  .use(securityHeaders(securitySettings(config.access)))
  // The answer that opens a socket takes no headers.
  .use((ctx) => opensSocket(ctx.req) ? ctx.next() : nonces(ctx))
  .use(guardHost(config.host, config.allowedHosts, {
    isOpen: access.isOpen,
    trustProxy: config.access.trustProxy,
  }))
  .use(staticFiles())
  .use((ctx) => {
    ctx.state.netsift = netsift;
    return ctx.next();
  })
  .use(guard(access))
  .fsRoutes();
