import { createSensor } from "../../../../lib/api/sensors/create_sensor.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.sensors.list()),

  async POST(ctx) {
    const { netsift } = ctx.state;
    const body = await readJson(ctx.req, netsift.config.maxJsonBytes);
    const sensor = await createSensor(netsift, body);
    return ctx.json(sensor, {
      status: 201,
      headers: { location: `/api/v1/sensors/${sensor.id}` },
    });
  },
});
