import { demoRequestSchema } from "../../../lib/datasets/demo/request.ts";
import { readJson } from "../../../lib/http/json/json_body.ts";
import { methods } from "../../../lib/http/methods.ts";
import type { State } from "../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const body = ctx.req.body ? await readJson(ctx.req, netsift.config.maxJsonBytes) : {};
    return ctx.json(netsift.datasets.addDemo(demoRequestSchema.parse(body)), { status: 202 });
  },
});
