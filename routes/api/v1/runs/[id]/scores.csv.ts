import { findScoredRun } from "../../../../../lib/http/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { scoresCsv } from "../../../../../lib/runs/scores_csv.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    return await netsift.exports.answer(async () => ({
      stream: await scoresCsv(netsift.folder, run.id, run.results),
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${run.id}-scores.csv"`,
      },
    }));
  },
});
