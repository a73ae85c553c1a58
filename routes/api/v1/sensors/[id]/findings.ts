import { findSensor } from "../../../../../lib/api/sensors/find_sensor.ts";
import { findingsQuery } from "../../../../../lib/api/sensors/requests.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const { netsift } = ctx.state;
    const query = parseQuery(ctx.url, findingsQuery);
    const { id } = findSensor(netsift, ctx.params.id);
    return ctx.json(netsift.sensors.findings(id, query));
  },
});
