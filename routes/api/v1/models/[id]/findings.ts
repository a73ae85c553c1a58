import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

/** What a model flags of its test data: how much, when, by which host and why. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const findings = await netsift.findings.of(findModel(netsift, ctx.params.id));
    if (findings) return ctx.json(findings);
    throw new ProblemError(409, "The test data of this model is not on this server.");
  },
});
