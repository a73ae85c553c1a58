import { eventStream } from "../../../../../lib/api/event_stream.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { notFound } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET(ctx) {
    const channel = ctx.state.netsift.detections.channel(ctx.params.id);
    if (!channel) throw notFound("detection", ctx.params.id);
    return eventStream(channel);
  },
});
