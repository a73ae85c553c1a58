import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { describeRun } from "../../../../lib/training/detectors.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.runs.list().map(describeRun)),

  async POST(ctx) {
    const { runs, config } = ctx.state.netsift;
    const { id, status } = runs.start(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json({ id, status }, { status: 202, headers: { location: `/api/v1/runs/${id}` } });
  },
});
