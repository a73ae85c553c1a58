import { findModel } from "../../../../../lib/http/find_model.ts";
import { readJson } from "../../../../../lib/http/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { predictRequestSchema } from "../../../../../lib/http/model_requests.ts";
import { invalidRecord } from "../../../../../lib/http/record_schema.ts";
import { InvalidRecord } from "../../../../../lib/models/predict.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const most = netsift.config.maxPredictRecords;
    const { records, sequence } = predictRequestSchema(most).parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    try {
      const predictions = await netsift.models.predict(model.id, records, sequence);
      return ctx.json({ predictions });
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      throw invalidRecord(error, ["records", error.record]);
    }
  },
});
