import { deleted } from "../../../../lib/api/found.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  DELETE(ctx) {
    const { id } = ctx.params;
    return deleted(ctx.state.netsift.silences.delete(id), "silence", id);
  },
});
