import { findReadyDataset } from "../../../../lib/api/datasets/find_ready_dataset.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import { invalidField, ProblemError } from "../../../../lib/http/problem.ts";
import { ReplayRefusedError } from "../../../../lib/monitoring/replay/replays.ts";
import { replaySchema } from "../../../../lib/monitoring/replay/replay_request.ts";
import { fitModel, needsOf } from "../../../../lib/models/fit_model.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.live.replays.list()),

  async POST(ctx) {
    const { netsift } = ctx.state;
    const request = replaySchema.parse(await readJson(ctx.req, netsift.config.maxJsonBytes));
    const { model, dataset, speed } = request;
    const found = netsift.models.get(model);
    if (!found) throw invalidField(["model"], "Model not found.");
    if (!netsift.datasets.get(dataset)) {
      throw invalidField(["dataset"], "Dataset not found.");
    }
    const { profile } = findReadyDataset(netsift, dataset);
    const columns = new Set(profile!.columns.map(({ name }) => name));
    if ("timeColumn" in speed && !columns.has(speed.timeColumn)) {
      throw invalidField(["speed", "timeColumn"], "The dataset has no such column.");
    }
    const inputs = await netsift.models.inputs(model);
    const { misfit } = fitModel(profile!, inputs, needsOf(found));
    if (misfit !== null) throw invalidField(["dataset"], misfit);
    try {
      return ctx.json(await netsift.live.replays.start(request), { status: 202 });
    } catch (error) {
      throw error instanceof ReplayRefusedError ? new ProblemError(409, error.message) : error;
    }
  },
});
