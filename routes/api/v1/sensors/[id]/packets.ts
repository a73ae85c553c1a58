import { findSensor } from "../../../../../lib/api/sensors/find_sensor.ts";
import { answerPackets } from "../../../../../lib/api/sensors/receive_packets.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    return await answerPackets(netsift, findSensor(netsift, ctx.params.id).id, ctx.req);
  },
});
