import { startDetection } from "../../../../lib/api/detections/start_detection.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    return ctx.json(await ctx.state.netsift.detections.list());
  },

  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id, status } = await startDetection(
      netsift,
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    return ctx.json({ id, status }, {
      status: 202,
      headers: { location: `/api/v1/detections/${id}` },
    });
  },
});
