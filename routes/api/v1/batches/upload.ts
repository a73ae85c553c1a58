import { parseBatchRequest } from "../../../../lib/scoring/batch/request.ts";
import type { DatasetDetail } from "../../../../lib/resources/dataset.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { receiveDataset } from "../../../../lib/api/datasets/receive_dataset.ts";
import { startBatch } from "../../../../lib/api/batches/start_batch.ts";
import type { State } from "../../../../utils.ts";

/** Takes a file, as `POST /datasets` does, and scores it as soon as it is read. */
export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const query = ctx.url.searchParams;
    const request = {
      models: query.getAll("models").flatMap((ids) => ids.split(",")).filter(Boolean),
      ...(query.has("explain") && { explain: query.get("explain") }),
    };
    netsift.batches.refuseWhenFull();
    // What is wrong with the request is told before the file is taken.
    parseBatchRequest({ ...request, dataset: "coming" }, {
      findDataset: () => ({ name: "coming", status: "ingesting" }) as DatasetDetail,
      findModel: (id) => netsift.models.get(id),
    });
    const dataset = await receiveDataset(netsift, ctx.req, query);
    const { id, status } = await startBatch(netsift, { ...request, dataset: dataset.id });
    return ctx.json({ id, status, dataset: dataset.id }, {
      status: 202,
      headers: { location: `/api/v1/batches/${id}` },
    });
  },
});
