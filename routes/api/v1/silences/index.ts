import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { silenceRequestSchema } from "../../../../lib/resources/silence.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.silences.list()),

  async POST(ctx) {
    const { silences, config } = ctx.state.netsift;
    const request = silenceRequestSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json(silences.add(request), { status: 201 });
  },
});
