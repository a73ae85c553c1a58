import { findModel } from "../../../../../lib/http/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: async (ctx) => {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    return ctx.json({ ...model, inputs: await netsift.models.inputs(model.id) });
  },
});
