import { attachment } from "../../../../../lib/http/attachment.ts";
import { findScoredBatch } from "../../../../../lib/http/find_batch.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const batch = findScoredBatch(netsift, ctx.params.id);
    const file = await Deno.open(netsift.batches.scores(batch.id));
    const { size } = await file.stat();
    return new Response(file.readable, {
      headers: {
        "content-type": "application/vnd.apache.parquet",
        "content-length": String(size),
        "content-disposition": attachment(`${batch.name}-scores`, "parquet"),
      },
    });
  },
});
