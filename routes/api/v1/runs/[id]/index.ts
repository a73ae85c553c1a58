import { found } from "../../../../../lib/api/found.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { runChangeSchema } from "../../../../../lib/training/request/change.ts";
import { describeRun } from "../../../../../lib/training/detectors.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const run = found(ctx.state.netsift.runs.get(ctx.params.id), "run", ctx.params.id);
    return ctx.json(describeRun(run));
  },

  async PATCH(ctx) {
    const { runs, config } = ctx.state.netsift;
    const { id } = ctx.params;
    found(runs.get(id), "run", id);
    const run = found(
      runs.amend(id, runChangeSchema.parse(await readJson(ctx.req, config.maxJsonBytes))),
      "run",
      id,
    );
    return ctx.json(describeRun(run));
  },

  async DELETE(ctx) {
    const { runs, models, projections, judgements } = ctx.state.netsift;
    const { id } = ctx.params;
    const run = found(runs.get(id), "run", id);
    projections.forget(id);
    await models.forget(id);
    await runs.delete(id);
    judgements.forget(run.results.map(({ model }) => model));
    return new Response(null, { status: 204 });
  },
});
