import { z } from "zod";
import { findModel } from "../../../../../lib/http/find_model.ts";
import { readJson } from "../../../../../lib/http/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { invalidRecord, recordSchema } from "../../../../../lib/http/record_schema.ts";
import { InvalidRecord } from "../../../../../lib/models/predict.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const most = netsift.config.maxPredictRecords;
    const { records, sequence } = z.strictObject({
      records: z.array(recordSchema)
        .min(1, "Give at least one record.")
        .max(most, `Give ${most} records at most.`),
      sequence: z.boolean({ error: "Give true or false." }).default(false),
    }).parse(await readJson(ctx.req, netsift.config.maxJsonBytes));
    try {
      const predictions = await netsift.models.predict(model.id, records, sequence);
      return ctx.json({ predictions });
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      throw invalidRecord(error, ["records", error.record]);
    }
  },
});
