import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { serverSentEvents } from "../../../../../lib/http/server_sent_events.ts";
import type { State } from "../../../../../utils.ts";

/** The state of a model's traffic, once a second. */
export const handler = methods<State>({
  GET(ctx) {
    const { id } = findModel(ctx.state.netsift, ctx.params.model);
    const { broadcast } = ctx.state.netsift.live;
    return serverSentEvents(({ send }) => broadcast.listen(id, (state) => send("state", state)));
  },
});
