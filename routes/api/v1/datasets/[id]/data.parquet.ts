import { attachment } from "../../../../../lib/http/attachment.ts";
import { findReadyDataset } from "../../../../../lib/api/datasets/find_ready_dataset.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { storedFile } from "../../../../../lib/api/stored_file.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id, name } = findReadyDataset(netsift, ctx.params.id);
    return await netsift.exports.answer(() =>
      storedFile(netsift.folder.parquet(id), {
        "content-type": "application/vnd.apache.parquet",
        "content-disposition": attachment(name, "parquet"),
      })
    );
  },
});
