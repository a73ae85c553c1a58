import { findBatch } from "../../../../../lib/api/batches/find_batch.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { startBatch } from "../../../../../lib/api/batches/start_batch.ts";
import type { State } from "../../../../../utils.ts";

/** The same batch once more. */
export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { request } = findBatch(netsift, ctx.params.id);
    const { id, status } = await startBatch(netsift, request);
    return ctx.json({ id, status }, {
      status: 202,
      headers: { location: `/api/v1/batches/${id}` },
    });
  },
});
