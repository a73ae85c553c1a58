import { readRule } from "../../../../../lib/api/alerts/requests.ts";
import { deleted, found } from "../../../../../lib/api/found.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { id } = ctx.params;
    return ctx.json(found(ctx.state.netsift.live.alerts.rules.get(id), "rule", id));
  },

  async PUT(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    found(netsift.live.alerts.rules.get(id), "rule", id);
    const request = await readRule(netsift, ctx.req);
    const known = found(netsift.live.alerts.rules.get(id), "rule", id);
    return ctx.json(netsift.live.alerts.rules.change(known, request));
  },

  DELETE(ctx) {
    const { id } = ctx.params;
    return deleted(ctx.state.netsift.live.alerts.rules.delete(id), "rule", id);
  },
});
