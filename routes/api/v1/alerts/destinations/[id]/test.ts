import { found } from "../../../../../../lib/api/alerts/requests.ts";
import { methods } from "../../../../../../lib/http/methods.ts";
import type { State } from "../../../../../../utils.ts";

/** Sends a test alert and tells whether it arrived. */
export const handler = methods<State>({
  async POST(ctx) {
    const { alerts } = ctx.state.netsift.live;
    const { id } = ctx.params;
    const error = await alerts.test(found(alerts.destination(id), "destination", id));
    return ctx.json({ delivered: error === null, error });
  },
});
