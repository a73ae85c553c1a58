import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    return ctx.json(await netsift.models.reviews.curves(findModel(netsift, ctx.params.id).id));
  },
});
