import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { verdictEvents } from "../../../../../lib/api/live/verdict_events.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { netsift } = ctx.state;
    const { id } = findModel(netsift, ctx.params.id);
    return verdictEvents(netsift.verdicts.subscribe({ model: id }));
  },
});
