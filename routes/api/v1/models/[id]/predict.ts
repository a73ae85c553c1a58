import { requireModel } from "../../../../../lib/http/find_model.ts";
import { readJson } from "../../../../../lib/http/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { predictRequestSchema } from "../../../../../lib/http/model_requests.ts";
import { invalidRecord } from "../../../../../lib/http/record_schema.ts";
import { InvalidRecord } from "../../../../../lib/models/predict.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    requireModel(netsift, id);
    const most = netsift.config.maxPredictRecords;
    const { records, sequence } = predictRequestSchema(most).parse(
      await readJson(ctx.req, netsift.config.maxJsonBytes),
    );
    try {
      const predictions = await netsift.models.predict(id, records, sequence);
      // To compress a verdict takes longer than to reach it.
      const headers: HeadersInit = records.length === 1
        ? { "cache-control": "no-store, no-transform" }
        : {};
      return ctx.json({ predictions }, { headers });
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      throw invalidRecord(error, ["records", error.record]);
    }
  },
});
