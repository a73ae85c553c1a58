import { attachment } from "../../../../../lib/http/attachment.ts";
import { findScoredRun } from "../../../../../lib/api/runs/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    return await netsift.exports.answer(async () => {
      const { bytes, stream } = await netsift.scores.parquet(run.id, run.results);
      const headers = {
        "content-type": "application/vnd.apache.parquet",
        "content-length": String(bytes),
        "content-disposition": attachment(`${run.id}-scores`, "parquet"),
      };
      return { stream, headers };
    });
  },
});
