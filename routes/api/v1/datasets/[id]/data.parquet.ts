import { attachment } from "../../../../../lib/http/attachment.ts";
import { findReadyDataset } from "../../../../../lib/http/find_ready_dataset.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id, name } = findReadyDataset(netsift, ctx.params.id);
    const file = await Deno.open(netsift.folder.parquet(id));
    const { size } = await file.stat();
    return new Response(file.readable, {
      headers: {
        "content-type": "application/vnd.apache.parquet",
        "content-length": String(size),
        "content-disposition": attachment(name, "parquet"),
      },
    });
  },
});
