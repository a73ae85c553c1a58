import { LONGEST_LIST } from "../../../../lib/base/request_limits.ts";
import { planDerivation } from "../../../../lib/datasets/derive/request.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { datasets, config } = ctx.state.netsift;
    const plans = planDerivation(
      await readJson(ctx.req, config.maxJsonBytes, LONGEST_LIST),
      (id) => datasets.get(id),
    );
    const ids: string[] = [];
    for (const plan of plans) ids.push((await datasets.addDerived(plan)).id);
    return ctx.json({ ids }, { status: 202 });
  },
});
