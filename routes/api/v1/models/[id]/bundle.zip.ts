import { attachment } from "../../../../../lib/http/attachment.ts";
import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { exportModel } from "../../../../../lib/transfer/export_model.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { folder, runs } = netsift;
    const { id, kind, run, runName } = findModel(netsift, ctx.params.id);
    return await netsift.exports.answer(async () => ({
      stream: await exportModel(
        runs.get(run)!,
        folder.run(run),
        id,
        folder.model(run, id),
        await netsift.models.reviews.curves(id),
      ),
      headers: {
        "content-type": "application/zip",
        "content-disposition": attachment(`${runName} ${kind}`, "zip"),
      },
    }));
  },
});
