import { findSensor } from "../../../../../lib/api/sensors/find_sensor.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(findSensor(ctx.state.netsift, ctx.params.id)),

  async PATCH(ctx) {
    const { netsift } = ctx.state;
    const { id } = findSensor(netsift, ctx.params.id);
    const body = await readJson(ctx.req, netsift.config.maxJsonBytes);
    return ctx.json(await netsift.sensors.change(id, body));
  },

  async DELETE(ctx) {
    const { netsift } = ctx.state;
    await netsift.sensors.delete(findSensor(netsift, ctx.params.id).id);
    return new Response(null, { status: 204 });
  },
});
