import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { neighboursRequestSchema } from "../../../../../lib/api/models/model_requests.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { invalidRecord } from "../../../../../lib/scoring/requests/record_schema.ts";
import { InvalidRecordError } from "../../../../../lib/learning/features/record_matrix.ts";
import type { State } from "../../../../../utils.ts";

/** The normal training records that are most like a record. */
export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const { record, count } = neighboursRequestSchema.parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    try {
      const found = await netsift.inspector.neighbours(model, record, count);
      if (found) return ctx.json(found);
    } catch (error) {
      throw error instanceof InvalidRecordError ? invalidRecord(error, ["record"]) : error;
    }
    throw new ProblemError(409, "The training data of this model is not on this server.");
  },
});
