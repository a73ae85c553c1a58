import { found } from "../../../../../lib/api/found.ts";
import { datasetChangeSchema } from "../../../../../lib/datasets/amend/dataset_change.ts";
import { cleanName } from "../../../../../lib/datasets/columns/names.ts";
import type { DatasetDetail } from "../../../../../lib/resources/dataset.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import type { Netsift } from "../../../../../lib/netsift.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(describe(find(ctx.state.netsift, ctx.params.id))),

  async PATCH(ctx) {
    const { netsift } = ctx.state;
    const dataset = find(netsift, ctx.params.id);
    const { name, ...change } = datasetChangeSchema.parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    if (Object.keys(change).length > 0 && !dataset.profile) {
      throw new ProblemError(409, `The dataset "${dataset.name}" is not ready: ${dataset.status}.`);
    }
    const switchedOff = Object.keys(change).length > 0
      ? await netsift.datasets.amend(dataset.id, change)
      : [];
    if (name !== undefined) netsift.datasets.rename(dataset.id, cleanName(name));
    return ctx.json({ ...describe(find(netsift, dataset.id)), switchedOff });
  },

  async DELETE(ctx) {
    const { netsift } = ctx.state;
    const dataset = find(netsift, ctx.params.id);
    if (netsift.runs.uses(dataset.id)) {
      throw new ProblemError(409, "A run in progress uses this dataset. Cancel the run first.");
    }
    if (netsift.batches.uses(dataset.id)) {
      throw new ProblemError(
        409,
        "A batch in progress uses this dataset. Cancel the batch first.",
      );
    }
    if (netsift.detections.uses(dataset.id)) {
      throw new ProblemError(
        409,
        "A detection in progress uses this dataset. Cancel the detection first.",
      );
    }
    if (netsift.datasets.isRead(dataset.id)) {
      throw new ProblemError(
        409,
        "A dataset is being created from this one. Wait until it is ready.",
      );
    }
    if (netsift.live.replays.isRead(dataset.id)) {
      throw new ProblemError(409, "A replay reads this dataset. Stop it first.");
    }
    await netsift.datasets.delete(dataset.id);
    return new Response(null, { status: 204 });
  },
});

function find(netsift: Netsift, id: string): DatasetDetail {
  return found(netsift.datasets.get(id), "dataset", id);
}

/** The profile at the top level, as the contract has it. */
function describe({ profile, ...summary }: DatasetDetail) {
  return { ...summary, columns: [], ...profile };
}
