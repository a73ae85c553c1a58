import { found } from "../../../../../lib/api/found.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

/** Starts a run again as it was asked for; the first one stays as it is. */
export const handler = methods<State>({
  POST(ctx) {
    const { runs } = ctx.state.netsift;
    const run = found(runs.get(ctx.params.id), "run", ctx.params.id);
    if (run.status === "queued" || run.status === "running") {
      throw new ProblemError(409, `The run is ${run.status}.`);
    }
    const { id, status } = runs.start(run.request);
    return ctx.json({ id, status }, { status: 202, headers: { location: `/api/v1/runs/${id}` } });
  },
});
