import { methods } from "../../../../lib/http/methods.ts";
import { notFound } from "../../../../lib/http/problem.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  DELETE(ctx) {
    if (!ctx.state.netsift.silences.delete(ctx.params.id)) {
      throw notFound("silence", ctx.params.id);
    }
    return new Response(null, { status: 204 });
  },
});
