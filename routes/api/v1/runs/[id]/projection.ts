import { found } from "../../../../../lib/api/found.ts";
import { findReadyDataset } from "../../../../../lib/api/datasets/find_ready_dataset.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import { projectionQuerySchema } from "../../../../../lib/api/runs/result_queries.ts";
import type { Netsift } from "../../../../../lib/netsift.ts";
import { parseProjectionRequest } from "../../../../../lib/explain/projection/request.ts";
import type { State } from "../../../../../utils.ts";

/** Test rows of a run as points: starts the work, and tells its progress and result. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = finishedRun(netsift, ctx.params.id);
    const { method } = parseQuery(ctx.url, projectionQuerySchema);
    const projection = await netsift.projections.get(run, method);
    return projection ? ctx.json(projection) : new Response(null, { status: 204 });
  },

  async POST(ctx) {
    const { netsift } = ctx.state;
    const run = finishedRun(netsift, ctx.params.id);
    const body = await readJson(ctx.req, netsift.config.maxJsonBytes);
    const request = parseProjectionRequest(body, run.request.seed);
    findReadyDataset(netsift, run.request.test ?? run.request.train);
    const projection = await netsift.projections.start(run, request);
    return ctx.json(projection, {
      status: projection.status === "done" ? 200 : 202,
      headers: { location: `/api/v1/runs/${run.id}/projection?method=${request.method}` },
    });
  },
});

function finishedRun({ runs }: Netsift, id: string) {
  const run = found(runs.get(id), "run", id);
  if (run.status !== "done") {
    throw new ProblemError(409, `The run has no scores: it is ${run.status}.`);
  }
  return run;
}
