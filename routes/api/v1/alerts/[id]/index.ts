import { alertChangeSchema, changeOf } from "../../../../../lib/api/alerts/requests.ts";
import { deleted, found } from "../../../../../lib/api/found.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { id } = ctx.params;
    return ctx.json(found(ctx.state.netsift.live.alerts.log.get(id), "alert", id));
  },

  async PATCH(ctx) {
    const { live: { alerts: { log } }, config } = ctx.state.netsift;
    const { id } = ctx.params;
    found(log.get(id), "alert", id);
    const change = changeOf(alertChangeSchema.parse(await readJson(ctx.req, config.maxJsonBytes)));
    const [changed = null] = log.change([id], change);
    return ctx.json(found(changed, "alert", id));
  },

  DELETE(ctx) {
    const { id } = ctx.params;
    return deleted(ctx.state.netsift.live.alerts.log.delete([id]) > 0, "alert", id);
  },
});
