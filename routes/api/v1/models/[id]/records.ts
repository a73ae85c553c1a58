import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import { withDetails } from "../../../../../lib/api/runs/with_details.ts";
import { recordsQuerySchema } from "../../../../../lib/api/runs/result_queries.ts";
import type { State } from "../../../../../utils.ts";

/** The test records with the highest scores, the worst misses or the worst false alarms. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id, run } = findModel(netsift, ctx.params.id);
    const { kind, limit } = parseQuery(ctx.url, recordsQuerySchema);
    const records = await netsift.models.reviews.rankedRecords(id, kind, limit);
    return ctx.json({ records: await withDetails(netsift, run, id, records) });
  },
});
