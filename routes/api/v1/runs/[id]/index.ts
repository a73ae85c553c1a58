import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { notFound } from "../../../../../lib/http/problem.ts";
import { runChangeSchema } from "../../../../../lib/training/request/change.ts";
import { describeRun } from "../../../../../lib/training/detectors.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const run = ctx.state.netsift.runs.get(ctx.params.id);
    if (!run) throw notFound("run", ctx.params.id);
    return ctx.json(describeRun(run));
  },

  async PATCH(ctx) {
    const { runs, config } = ctx.state.netsift;
    const { id } = ctx.params;
    if (!runs.get(id)) throw notFound("run", id);
    const run = runs.amend(id, runChangeSchema.parse(await readJson(ctx.req, config.maxJsonBytes)));
    if (!run) throw notFound("run", id);
    return ctx.json(describeRun(run));
  },

  async DELETE(ctx) {
    const { runs, models, projections, judgements } = ctx.state.netsift;
    const { id } = ctx.params;
    const run = runs.get(id);
    if (!run) throw notFound("run", id);
    projections.forget(id);
    await models.forget(id);
    await runs.delete(id);
    judgements.forget(run.results.map(({ model }) => model));
    return new Response(null, { status: 204 });
  },
});
