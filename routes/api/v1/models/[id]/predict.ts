import { requireModel } from "../../../../../lib/http/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { readPredictRequest } from "../../../../../lib/http/predict_request.ts";
import { invalidRecord } from "../../../../../lib/http/record_schema.ts";
import { InvalidRecord } from "../../../../../lib/models/predict.ts";
import type { State } from "../../../../../utils.ts";

/** Records that are scored at once. */
const PART = 200;

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    requireModel(netsift, id);
    const { maxJsonBytes, maxPredictRecords } = netsift.config;
    const { records, sequence } = await readPredictRequest(
      ctx.req,
      maxJsonBytes,
      maxPredictRecords,
    );
    // Records that stand alone are scored in parts, between which others are answered.
    const size = sequence ? records.length : PART;
    const parts: string[] = [];
    for (let at = 0; at < records.length; at += size) {
      try {
        const part = await netsift.models.predict(id, records.slice(at, at + size), sequence);
        parts.push(part.map((prediction) => JSON.stringify(prediction)).join());
      } catch (error) {
        if (!(error instanceof InvalidRecord)) throw error;
        const { record, faults } = error;
        throw invalidRecord(new InvalidRecord(at + record, faults), ["records", at + record]);
      }
    }
    return new Response(`{"predictions":[${parts.join()}]}`, {
      headers: {
        "content-type": "application/json",
        // To compress a verdict takes longer than to reach it.
        ...(records.length === 1 && { "cache-control": "no-store, no-transform" }),
      },
    });
  },
});
