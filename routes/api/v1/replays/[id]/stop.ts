import { found } from "../../../../../lib/api/found.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { id } = ctx.params;
    return ctx.json(found(await ctx.state.netsift.live.replays.stop(id), "replay", id));
  },
});
