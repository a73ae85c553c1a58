import { alertsQuerySchema } from "../../../../lib/api/alerts/requests.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../lib/http/query.ts";
import type { State } from "../../../../utils.ts";

/** The newest alerts; `?limit=` and `?model=`. */
export const handler = methods<State>({
  GET(ctx) {
    const { limit, model } = parseQuery(ctx.url, alertsQuerySchema);
    return ctx.json(ctx.state.netsift.live.alerts.alerts(limit, model));
  },
});
