import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { modelChangeSchema } from "../../../../../lib/api/models/model_requests.ts";
import { invalidField, ProblemError } from "../../../../../lib/http/problem.ts";
import { ThresholdRefusedError } from "../../../../../lib/explain/change_threshold.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: async (ctx) => {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    return ctx.json({ ...model, inputs: await netsift.models.inputs(model.id) });
  },
  PATCH: async (ctx) => {
    const { netsift } = ctx.state;
    const { id } = findModel(netsift, ctx.params.id);
    const { threshold } = modelChangeSchema.parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    try {
      return ctx.json(await netsift.models.changeThreshold(id, threshold));
    } catch (error) {
      if (!(error instanceof ThresholdRefusedError)) throw error;
      throw error.outdated
        ? new ProblemError(409, error.message)
        : invalidField(["threshold"], error.message);
    }
  },
});
