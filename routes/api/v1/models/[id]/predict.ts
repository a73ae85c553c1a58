import { requireModel } from "../../../../../lib/api/models/find_model.ts";
import { joinedArrays } from "../../../../../lib/http/joined_arrays.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { invalidRecord } from "../../../../../lib/scoring/requests/record_schema.ts";
import { InvalidRecordError } from "../../../../../lib/learning/features/record_matrix.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async POST(ctx) {
    const { netsift } = ctx.state;
    const { id } = ctx.params;
    requireModel(netsift, id);
    const records = await netsift.predictReader.read(ctx.req, netsift.config);
    try {
      const { predictions, warnings } = await netsift.models.predict(id, records);
      const more = warnings.length > 0 ? { warnings } : {};
      return new Response(joinedArrays("predictions", predictions, more), {
        headers: {
          "content-type": "application/json",
          // To compress a verdict takes longer than to reach it.
          ...(records.single && { "cache-control": "no-store, no-transform" }),
        },
      });
    } catch (error) {
      if (!(error instanceof InvalidRecordError)) throw error;
      throw invalidRecord(error, ["records", error.record]);
    }
  },
});
