import { alertExport } from "../../../../lib/api/alerts/export_alerts.ts";
import { alertExportSchema } from "../../../../lib/api/alerts/queries.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../lib/http/query.ts";
import type { State } from "../../../../utils.ts";

/** All alerts that a filter lets pass, as JSON. */
export const handler = methods<State>({
  GET: (ctx) => alertExport(ctx.state.netsift, parseQuery(ctx.url, alertExportSchema), "json"),
});
