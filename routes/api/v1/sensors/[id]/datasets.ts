import { findSensor, orConflict } from "../../../../../lib/api/sensors/find_sensor.ts";
import { sensorDatasetSchema } from "../../../../../lib/api/sensors/requests.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const sensor = findSensor(netsift, ctx.params.id);
    const body = ctx.req.body ? await readJson(ctx.req, netsift.config.maxJsonBytes) : {};
    const request = sensorDatasetSchema.parse(body);
    const { id, status, name } = await orConflict(
      netsift.sensors.createDataset(sensor.id, request),
    );
    return ctx.json({ id, status, name }, {
      status: 202,
      headers: { location: `/api/v1/datasets/${id}` },
    });
  },
});
