import { deleted } from "../../../../../lib/api/alerts/requests.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  DELETE(ctx) {
    const { id } = ctx.params;
    return deleted(ctx.state.netsift.live.alerts.deleteSuppression(id), "suppression", id);
  },
});
