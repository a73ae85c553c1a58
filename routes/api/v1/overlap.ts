import { readJson } from "../../../lib/http/json/json_body.ts";
import { methods } from "../../../lib/http/methods.ts";
import { parseOverlapRequest } from "../../../lib/training/overlap/request.ts";
import type { State } from "../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { datasets, overlaps, config } = ctx.state.netsift;
    const question = parseOverlapRequest(
      await readJson(ctx.req, config.maxJsonBytes),
      (id) => datasets.get(id),
    );
    return ctx.json(await overlaps.count(question));
  },
});
