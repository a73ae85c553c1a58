import { eventStream } from "../../../../lib/api/jobs/event_stream.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => eventStream(ctx.state.netsift.reproductions.channel),
});
