import { batchScores } from "../../../../../lib/api/batches/batch_scores.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => batchScores(ctx.state.netsift, ctx.params.id, ctx.url.searchParams, "csv"),
});
