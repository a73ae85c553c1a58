import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { liveQuery } from "../../../../../lib/api/live/requests.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { serverSentEvents } from "../../../../../lib/http/server_sent_events.ts";
import type { State } from "../../../../../utils.ts";

/** The state of a model's traffic, once a second. */
export const handler = methods<State>({
  GET(ctx) {
    const { id } = findModel(ctx.state.netsift, ctx.params.model);
    const { broadcast } = ctx.state.netsift.live;
    const { range } = parseQuery(ctx.url, liveQuery);
    return serverSentEvents(({ send }) =>
      broadcast.listen(id, range, (state) => send("state", state))
    );
  },
});
