import { readRule } from "../../../../../lib/api/alerts/requests.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.live.alerts.rules.list()),

  async POST(ctx) {
    const { netsift } = ctx.state;
    const rule = await readRule(netsift, ctx.req);
    return ctx.json(netsift.live.alerts.rules.add(rule), { status: 201 });
  },
});
