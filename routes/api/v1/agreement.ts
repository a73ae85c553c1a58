import { findModel } from "../../../lib/api/models/find_model.ts";
import { methods } from "../../../lib/http/methods.ts";
import { ProblemError } from "../../../lib/http/problem.ts";
import { parseQuery } from "../../../lib/http/query.ts";
import { withDetails } from "../../../lib/api/runs/with_details.ts";
import { agreementQuerySchema } from "../../../lib/api/runs/result_queries.ts";
import type { State } from "../../../utils.ts";

const MOST_RECORDS = 20;

/** What models of one run flag together and alone. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { models: ids } = parseQuery(ctx.url, agreementQuerySchema);
    const models = ids.map((id) => findModel(netsift, id));
    const [{ run }] = models;
    if (models.some((model) => model.run !== run)) {
      const detail = "Choose models of the same run: models of other runs have other test records.";
      throw new ProblemError(422, detail, { errors: [{ pointer: "/models", detail }] });
    }
    const agreement = await netsift.models.reviews.agreement(ids, MOST_RECORDS);
    const records = await withDetails(netsift, run, ids[0], agreement.records);
    return ctx.json({ ...agreement, records });
  },
});
