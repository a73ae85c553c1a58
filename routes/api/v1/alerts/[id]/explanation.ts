import { found } from "../../../../../lib/api/found.ts";
import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { InvalidRecordError } from "../../../../../lib/learning/features/record_matrix.ts";
import type { State } from "../../../../../utils.ts";

/** What made the record of an alert stand out. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    const { model, record } = found(netsift.live.alerts.log.get(id), "alert", id);
    if (model === null) {
      throw new ProblemError(409, "Models and checks raised this alert together. See its records.");
    }
    const { id: known } = findModel(netsift, model.id);
    try {
      return ctx.json(await netsift.models.explain(known, record));
    } catch (error) {
      if (!(error instanceof InvalidRecordError)) throw error;
      throw new ProblemError(409, "Not enough of the record was kept to explain its score.");
    }
  },
});
