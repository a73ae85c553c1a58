import { methods } from "../../../../../lib/http/methods.ts";
import { notFound, ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { runs } = ctx.state.netsift;
    const { id } = ctx.params;
    const run = runs.get(id);
    if (!run) throw notFound("run", id);
    if (!await runs.cancel(id)) {
      throw new ProblemError(409, `The run has already ended; its status is ${run.status}.`);
    }
    return ctx.json({ id, status: runs.get(id)!.status });
  },
});
