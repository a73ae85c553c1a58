import { methods } from "../../../../../lib/http/methods.ts";
import { notFound, Problem } from "../../../../../lib/http/problem.ts";
import { scoresCsv } from "../../../../../lib/runs/scores_csv.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { runs, folder } = ctx.state.netsift;
    const run = runs.get(ctx.params.id);
    if (!run) throw notFound("run", ctx.params.id);
    if (run.status !== "done") {
      throw new Problem(409, `The run has no scores: it is ${run.status}.`);
    }
    return new Response(await scoresCsv(folder, run.id, run.results), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${run.id}-scores.csv"`,
      },
    });
  },
});
