import { findBatch } from "../../../../../lib/api/batches/find_batch.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id, status } = findBatch(netsift, ctx.params.id);
    if (!await netsift.batches.cancel(id)) {
      throw new ProblemError(409, `The batch has already ended; its status is ${status}.`);
    }
    return ctx.json({ id, status: netsift.batches.get(id)!.status });
  },
});
