import { sendTestAlert } from "../../../../../../lib/alerts/delivery/send_test_alert.ts";
import { found } from "../../../../../../lib/api/found.ts";
import { methods } from "../../../../../../lib/http/methods.ts";
import type { State } from "../../../../../../utils.ts";

/** Sends a test alert and tells whether it arrived. */
export const handler = methods<State>({
  async POST(ctx) {
    const { alerts } = ctx.state.netsift.live;
    const { id } = ctx.params;
    const error = await sendTestAlert(found(alerts.destinations.get(id), "destination", id));
    return ctx.json({ delivered: error === null, error });
  },
});
