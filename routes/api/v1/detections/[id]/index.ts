import { findDetection } from "../../../../../lib/api/detections/find_detection.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: async (ctx) => ctx.json(await findDetection(ctx.state.netsift, ctx.params.id)),

  async DELETE(ctx) {
    const { netsift } = ctx.state;
    await netsift.detections.delete((await findDetection(netsift, ctx.params.id)).id);
    return new Response(null, { status: 204 });
  },
});
