import { methods } from "../../../../lib/http/methods.ts";
import { ProblemError } from "../../../../lib/http/problem.ts";
import { receiveUpload, uploadName } from "../../../../lib/api/receive_upload.ts";
import { MAX_ARCHIVE_BYTES } from "../../../../lib/transfer/importer.ts";
import { ImportError } from "../../../../lib/transfer/unpack.ts";
import { newId } from "../../../../lib/store/ids.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.models.list()),

  /** Imports a model that another installation exported. */
  async POST(ctx) {
    const { config, folder, imports } = ctx.state.netsift;
    imports.refuseWhenFull();
    const nameInQuery = uploadName(ctx.url.searchParams);
    const path = folder.upload(newId("import"), true);
    const most = Math.min(config.maxUploadBytes, MAX_ARCHIVE_BYTES);
    const received = await receiveUpload(ctx.req, path, most);
    try {
      const name = received.name ?? nameInQuery ?? "model.zip";
      const { run, model } = await imports.import(path, name);
      return ctx.json({ id: model, run }, {
        status: 201,
        headers: { location: `/api/v1/models/${model}` },
      });
    } catch (error) {
      throw error instanceof ImportError ? new ProblemError(422, error.message) : error;
    } finally {
      await Deno.remove(path).catch(() => {});
    }
  },
});
