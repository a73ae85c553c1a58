import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { counterfactualsRequestSchema } from "../../../../../lib/api/models/model_requests.ts";
import { invalidField } from "../../../../../lib/http/problem.ts";
import { invalidRecord } from "../../../../../lib/scoring/requests/record_schema.ts";
import { InvalidRecordError } from "../../../../../lib/learning/features/record_matrix.ts";
import type { State } from "../../../../../utils.ts";

/** What would make a record normal, one feature at a time. */
export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const { record, features } = counterfactualsRequestSchema.parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    const known = new Set((await netsift.models.inputs(model.id)).map(({ name }) => name));
    const unknown = features?.findIndex((name) => !known.has(name)) ?? -1;
    if (unknown >= 0) {
      throw invalidField(["features", unknown], "The model has no such feature.");
    }
    try {
      return ctx.json(await netsift.inspector.counterfactuals(model, record, features));
    } catch (error) {
      throw error instanceof InvalidRecordError ? invalidRecord(error, ["record"]) : error;
    }
  },
});
