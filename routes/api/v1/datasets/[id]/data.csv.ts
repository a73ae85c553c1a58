import { datasetCsv } from "../../../../../lib/datasets/export/dataset_csv.ts";
import { notationsOf } from "../../../../../lib/datasets/notation/profile_notations.ts";
import { attachment } from "../../../../../lib/http/attachment.ts";
import { findReadyDataset } from "../../../../../lib/api/datasets/find_ready_dataset.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id, name, profile } = findReadyDataset(netsift, ctx.params.id);
    const spillFolder = netsift.folder.staging(crypto.randomUUID());
    return await netsift.exports.answer(async () => ({
      stream: await datasetCsv(
        netsift.folder.parquet(id),
        spillFolder,
        notationsOf(profile!),
        netsift.config.duckdbMemoryBytes,
      ),
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": attachment(name, "csv"),
      },
    }));
  },
});
