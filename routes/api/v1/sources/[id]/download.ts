import { found } from "../../../../../lib/api/found.ts";
import { publicSource } from "../../../../../lib/datasets/download/sources.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  POST(ctx) {
    const source = found(publicSource(ctx.params.id), "public dataset", ctx.params.id);
    const { id, status, name } = ctx.state.netsift.datasets.addDownload(source);
    return ctx.json({ id, status, name }, {
      status: 202,
      headers: { location: `/api/v1/datasets/${id}` },
    });
  },
});
