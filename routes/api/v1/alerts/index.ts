import { alertsQuerySchema } from "../../../../lib/api/alerts/queries.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../lib/http/query.ts";
import type { State } from "../../../../utils.ts";

/** Some alerts; the header `x-total-count` says how many the filter lets pass. */
export const handler = methods<State>({
  GET(ctx) {
    const query = parseQuery(ctx.url, alertsQuerySchema);
    const { log } = ctx.state.netsift.live.alerts;
    const headers = { "x-total-count": String(log.count(query)) };
    return ctx.json(log.list(query), { headers });
  },
});
