import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { Problem } from "../../../../lib/http/problem.ts";
import { ReproductionBusyError } from "../../../../lib/benchmarks/reproductions.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { reproductions } = ctx.state.netsift;
    return ctx.json({ ...reproductions.state, ...await reproductions.report() });
  },

  async POST(ctx) {
    const { reproductions, config } = ctx.state.netsift;
    const body = await readJson(ctx.req, config.maxJsonBytes);
    try {
      return ctx.json(reproductions.start(body), { status: 202 });
    } catch (error) {
      if (error instanceof ReproductionBusyError) throw new Problem(409, error.message);
      throw error;
    }
  },
});
