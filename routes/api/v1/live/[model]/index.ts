import { lanesSchema } from "../../../../../lib/api/alerts/requests.ts";
import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { liveQuery } from "../../../../../lib/api/live/requests.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { id } = findModel(ctx.state.netsift, ctx.params.model);
    const { range } = parseQuery(ctx.url, liveQuery);
    return ctx.json(ctx.state.netsift.live.state(id, Date.now(), range));
  },

  async PATCH(ctx) {
    const { netsift } = ctx.state;
    const { id } = findModel(netsift, ctx.params.model);
    const { range } = parseQuery(ctx.url, liveQuery);
    const { lanes } = lanesSchema.parse(await readJson(ctx.req, netsift.config.maxJsonBytes));
    netsift.live.chooseLanes(id, lanes);
    return ctx.json(netsift.live.state(id, Date.now(), range));
  },
});
