import { jobEvents } from "../../../../../lib/api/jobs/job_answers.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => jobEvents(ctx.state.netsift.batches, "batch", ctx.params.id),
});
