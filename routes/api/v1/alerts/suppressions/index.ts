import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { suppressionRequestSchema } from "../../../../../lib/resources/alert_suppression.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.live.alerts.suppressions.list()),

  async POST(ctx) {
    const { live, config } = ctx.state.netsift;
    const request = suppressionRequestSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json(live.alerts.suppressions.add(request), { status: 201 });
  },
});
