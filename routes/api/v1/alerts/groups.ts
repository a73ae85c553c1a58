import { alertGroupsSchema } from "../../../../lib/api/alerts/queries.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../lib/http/query.ts";
import type { State } from "../../../../utils.ts";

/** Alerts of one rule about one host, together. */
export const handler = methods<State>({
  GET(ctx) {
    const { filter, limit, offset } = parseQuery(ctx.url, alertGroupsSchema);
    const { log } = ctx.state.netsift.live.alerts;
    const headers = { "x-total-count": String(log.countGroups(filter)) };
    return ctx.json(log.groups(filter, limit, offset), { headers });
  },
});
