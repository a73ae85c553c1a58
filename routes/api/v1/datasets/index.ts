import { methods } from "../../../../lib/http/methods.ts";
import { receiveDataset } from "../../../../lib/api/datasets/receive_dataset.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.datasets.list()),

  async POST(ctx) {
    const { id, status, name } = await receiveDataset(
      ctx.state.netsift,
      ctx.req,
      ctx.url.searchParams,
    );
    return ctx.json({ id, status, name }, {
      status: 202,
      headers: { location: `/api/v1/datasets/${id}` },
    });
  },
});
