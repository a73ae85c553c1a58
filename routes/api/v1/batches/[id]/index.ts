import { findBatch } from "../../../../../lib/api/batches/find_batch.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(findBatch(ctx.state.netsift, ctx.params.id)),

  async DELETE(ctx) {
    const { netsift } = ctx.state;
    await netsift.batches.delete(findBatch(netsift, ctx.params.id).id);
    return new Response(null, { status: 204 });
  },
});
