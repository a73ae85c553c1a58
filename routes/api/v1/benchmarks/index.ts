import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { reproductions } = ctx.state.netsift;
    return ctx.json({ ...reproductions.state, ...await reproductions.report() });
  },

  async POST(ctx) {
    const { reproductions, config } = ctx.state.netsift;
    const body = await readJson(ctx.req, config.maxJsonBytes);
    return ctx.json(reproductions.start(body), { status: 202 });
  },
});
