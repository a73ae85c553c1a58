import { methods } from "../../../../../lib/http/methods.ts";
import { notFound } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const run = ctx.state.netsift.runs.get(ctx.params.id);
    if (!run) throw notFound("run", ctx.params.id);
    return ctx.json(run);
  },

  async DELETE(ctx) {
    const { runs, models } = ctx.state.netsift;
    const { id } = ctx.params;
    if (!runs.get(id)) throw notFound("run", id);
    await models.forget(id);
    await runs.delete(id);
    return new Response(null, { status: 204 });
  },
});
