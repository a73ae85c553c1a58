import { App, staticFiles } from "fresh";
import { readConfig } from "./lib/config.ts";
import { guard } from "./lib/guard/guard.ts";
import { Netsift } from "./lib/netsift.ts";
import type { State } from "./utils.ts";

const netsift = await Netsift.open(readConfig(Deno.env.toObject()));

export const app = new App<State>()
  .use(staticFiles())
  .use((ctx) => {
    ctx.state.netsift = netsift;
    return ctx.next();
  })
  .use(guard(netsift.access))
  .fsRoutes();
