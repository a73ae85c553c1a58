import { methods } from "../../../../lib/http/methods.ts";
import { notFound } from "../../../../lib/http/problem.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  DELETE(ctx) {
    const { id } = ctx.params;
    if (!ctx.state.netsift.access.revoke(id)) throw notFound("token", id);
    return new Response(null, { status: 204 });
  },
});
