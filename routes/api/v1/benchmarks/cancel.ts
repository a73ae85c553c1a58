import { methods } from "../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../lib/http/problem.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { reproductions } = ctx.state.netsift;
    if (!await reproductions.cancel()) throw new ProblemError(409, "No reproduction is running.");
    return ctx.json(reproductions.state);
  },
});
