import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { startBatch } from "../../../../lib/api/batches/start_batch.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.batches.list()),

  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id, status } = await startBatch(
      netsift,
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    return ctx.json({ id, status }, {
      status: 202,
      headers: { location: `/api/v1/batches/${id}` },
    });
  },
});
