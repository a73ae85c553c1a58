import { alertRecordsSchema } from "../../../../../lib/api/alerts/queries.ts";
import { found } from "../../../../../lib/api/found.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

/** A page of the records of an alert; the header `x-total-count` says how many there are. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    const alert = found(netsift.live.alerts.log.get(id), "alert", id);
    const page = await netsift.alertRecords.read(alert, parseQuery(ctx.url, alertRecordsSchema));
    if (!page) throw new ProblemError(409, `The ${alert.source.type} of this alert was deleted.`);
    return ctx.json(page.records, { headers: { "x-total-count": String(page.total) } });
  },
});
