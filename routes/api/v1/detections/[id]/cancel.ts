import { findDetection } from "../../../../../lib/api/detections/find_detection.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id, status } = await findDetection(netsift, ctx.params.id);
    if (!await netsift.detections.cancel(id)) {
      throw new ProblemError(409, `The detection has already ended; its status is ${status}.`);
    }
    return ctx.json({ id, status: (await findDetection(netsift, id)).status });
  },
});
