import { z } from "zod";
import { findModel } from "../../../../../lib/http/find_model.ts";
import { readJson } from "../../../../../lib/http/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { Problem, toPointer } from "../../../../../lib/http/problem.ts";
import { InvalidRecord } from "../../../../../lib/models/predict.ts";
import type { State } from "../../../../../utils.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: "Give a number, a text, true, false or null.",
});
const recordSchema = z.record(z.string(), value);

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
      const errors = error.faults.map(({ feature, message }) => ({
        pointer: toPointer(["records", error.record, feature]),
        detail: message,
      }));
      throw new Problem(422, error.message, { errors });
    }
  },
});
