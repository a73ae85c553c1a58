import { findScoredRun } from "../../../../../lib/api/runs/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

/** What the models of a run flag, side by side; no labels are needed. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    return ctx.json(await netsift.models.reviews.comparison(run.results.map(({ model }) => model)));
  },
});
