import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { judgementRequestSchema } from "../../../../../lib/api/models/judgements.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import type { State } from "../../../../../utils.ts";

/** Flagged records, drawn at random for a person to judge, and what follows for all of them. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const judgements = await netsift.judgements.of(findModel(netsift, ctx.params.id));
    if (judgements) return ctx.json(judgements);
    throw new ProblemError(409, "The test data of this model is not on this server.");
  },

  async POST(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const body = await readJson(ctx.req, netsift.config.maxJsonBytes);
    const { row, verdict } = judgementRequestSchema.parse(body);
    const judged = await netsift.judgements.judge(model, row, verdict);
    if (judged) return ctx.json(judged);
    const detail = `Row ${row} is not among the records to judge.`;
    throw new ProblemError(422, detail, { errors: [{ pointer: "/row", detail }] });
  },
});
