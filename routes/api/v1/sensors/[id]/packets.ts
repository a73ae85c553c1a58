import { findSensor } from "../../../../../lib/api/sensors/find_sensor.ts";
import { receivePackets } from "../../../../../lib/api/sensors/receive_packets.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id } = findSensor(netsift, ctx.params.id);
    await receivePackets(netsift, id, ctx.req);
    return ctx.json(findSensor(netsift, id));
  },
});
