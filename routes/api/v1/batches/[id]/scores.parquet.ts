import { attachment } from "../../../../../lib/http/attachment.ts";
import { findScoredBatch } from "../../../../../lib/api/batches/find_batch.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { storedFile } from "../../../../../lib/api/stored_file.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const batch = findScoredBatch(netsift, ctx.params.id);
    return await netsift.exports.answer(() =>
      storedFile(netsift.batches.scores(batch.id), {
        "content-type": "application/vnd.apache.parquet",
        "content-disposition": attachment(`${batch.name}-scores`, "parquet"),
      })
    );
  },
});
