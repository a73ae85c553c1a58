import { exportAnswer } from "../../../../../lib/api/detections/export_answer.ts";
import { exportQuery } from "../../../../../lib/api/detections/queries.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) =>
    exportAnswer(
      ctx.state.netsift,
      ctx.params.id,
      parseQuery(ctx.url, exportQuery),
      "ticket",
      ctx.url.origin,
    ),
});
