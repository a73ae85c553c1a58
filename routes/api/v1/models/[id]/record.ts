import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import { recordQuerySchema } from "../../../../../lib/api/runs/result_queries.ts";
import type { State } from "../../../../../utils.ts";

/** A real record of the data that the model was tested on: a random one, or the one of a row. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const { kind, row } = parseQuery(ctx.url, recordQuerySchema);
    const found = row !== undefined
      ? await netsift.models.testRecords.at(model.id, row - 1)
      : await netsift.models.testRecords.draw(model.id, kind);
    if (!found) throw new ProblemError(404, "The dataset was deleted, or has no such record.");
    return ctx.json(found);
  },
});
