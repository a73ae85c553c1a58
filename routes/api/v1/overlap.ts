import { readJson } from "../../../lib/http/json/json_body.ts";
import { methods } from "../../../lib/http/methods.ts";
import { Problem } from "../../../lib/http/problem.ts";
import { OverlapBusyError } from "../../../lib/training/overlap/overlaps.ts";
import { parseOverlapRequest } from "../../../lib/training/overlap/request.ts";
import type { State } from "../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { datasets, overlaps, config } = ctx.state.netsift;
    const question = parseOverlapRequest(
      await readJson(ctx.req, config.maxJsonBytes),
      (id) => datasets.get(id),
    );
    try {
      return ctx.json(await overlaps.count(question));
    } catch (error) {
      if (error instanceof OverlapBusyError) {
        throw new Problem(429, error.message, { headers: { "retry-after": "10" } });
      }
      throw error;
    }
  },
});
