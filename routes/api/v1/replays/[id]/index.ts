import { found } from "../../../../../lib/api/found.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { id } = ctx.params;
    return ctx.json(found(ctx.state.netsift.live.replays.get(id), "replay", id));
  },
});
