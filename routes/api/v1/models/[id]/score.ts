import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { answerStream } from "../../../../../lib/api/streams/score_stream.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    return await answerStream(netsift, findModel(netsift, ctx.params.id).id, ctx.req);
  },
});
