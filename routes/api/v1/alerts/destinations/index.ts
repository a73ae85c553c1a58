import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { destinationRequestSchema } from "../../../../../lib/resources/alert_destination.ts";
import { withoutSecret } from "../../../../../lib/alerts/delivery/destination_secret.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { alerts } = ctx.state.netsift.live;
    return ctx.json(
      alerts.destinations.list().map((destination) => ({
        ...withoutSecret(destination),
        delivery: alerts.destinations.delivery(destination.id),
      })),
    );
  },

  /** The answer is the only one that tells a webhook's whole secret. */
  async POST(ctx) {
    const { live, config } = ctx.state.netsift;
    const request = destinationRequestSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json(live.alerts.destinations.add(request), { status: 201 });
  },
});
