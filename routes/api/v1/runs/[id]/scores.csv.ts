import { findScoredRun } from "../../../../../lib/api/runs/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { scoresCsvStream } from "../../../../../lib/training/export/scores_csv_stream.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    const { folder } = netsift;
    const results = run.results.map((result) => ({
      folder: folder.model(run.id, result.model),
      result,
    }));
    return await netsift.exports.answer(async () => ({
      stream: await scoresCsvStream({ run: folder.run(run.id), results }),
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${run.id}-scores.csv"`,
      },
    }));
  },
});
