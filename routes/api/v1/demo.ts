import { parseDemoRequest } from "../../../lib/datasets/demo/request.ts";
import { readJson } from "../../../lib/http/json/json_body.ts";
import { methods } from "../../../lib/http/methods.ts";
import type { State } from "../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { config, datasets } = ctx.state.netsift;
    const body = ctx.req.body ? await readJson(ctx.req, config.maxJsonBytes) : {};
    const request = parseDemoRequest(body);
    if (request.scenario !== "office") return ctx.json(datasets.addDemo(request), { status: 202 });
    const { id, status, name } = datasets.addDemoOffice(request);
    return ctx.json({ id, status, name }, {
      status: 202,
      headers: { location: `/api/v1/datasets/${id}` },
    });
  },
});
