import { findDoneDetection } from "../../../../../lib/api/detections/find_detection.ts";
import { timelineQuery } from "../../../../../lib/api/detections/queries.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const query = parseQuery(ctx.url, timelineQuery);
    const { id } = await findDoneDetection(netsift, ctx.params.id);
    return ctx.json(await netsift.detections.timeline(id, query));
  },
});
