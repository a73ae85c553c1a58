import { App, csp, staticFiles } from "fresh";
import { readConfig } from "./lib/base/config.ts";
import { guard } from "./lib/auth/guard.ts";
import { guardHost } from "./lib/auth/requests/guard_host.ts";
import { logFailures } from "./lib/api/log_failures.ts";
import { opensSocket } from "./lib/auth/requests/opens_socket.ts";
import { securityHeaders, securitySettings } from "./lib/auth/security_headers.ts";
import { endChildren } from "./lib/jobs/child.ts";
import { Netsift } from "./lib/netsift.ts";
import { atShutdown, shutDownOnSignals } from "./lib/base/process/shutdown.ts";
import { stayAlive } from "./lib/base/process/stay_alive.ts";
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
