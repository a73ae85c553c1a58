import { deleted, found } from "../../../../../../lib/api/found.ts";
import { readJson } from "../../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../../lib/http/methods.ts";
import { destinationRequestSchema } from "../../../../../../lib/resources/alert_destination.ts";
import { withoutSecret } from "../../../../../../lib/alerts/delivery/destination_secret.ts";
import type { State } from "../../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { alerts } = ctx.state.netsift.live;
    const { id } = ctx.params;
    const destination = found(alerts.destinations.get(id), "destination", id);
    return ctx.json({ ...withoutSecret(destination), delivery: alerts.destinations.delivery(id) });
  },

  async PUT(ctx) {
    const { live: { alerts }, config } = ctx.state.netsift;
    const { id } = ctx.params;
    found(alerts.destinations.get(id), "destination", id);
    const request = destinationRequestSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    const known = found(alerts.destinations.get(id), "destination", id);
    return ctx.json(withoutSecret(alerts.destinations.change(known, request)));
  },

  DELETE(ctx) {
    const { id } = ctx.params;
    return deleted(ctx.state.netsift.live.alerts.destinations.delete(id), "destination", id);
  },
});
