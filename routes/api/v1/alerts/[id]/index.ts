import { alertChangeSchema, found } from "../../../../../lib/api/alerts/requests.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { id } = ctx.params;
    return ctx.json(found(ctx.state.netsift.live.alerts.alert(id), "alert", id));
  },

  async PATCH(ctx) {
    const { live, config } = ctx.state.netsift;
    const { id } = ctx.params;
    found(live.alerts.alert(id), "alert", id);
    const { acknowledged } = alertChangeSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json(found(live.alerts.acknowledge(id, acknowledged), "alert", id));
  },
});
