import { methods } from "../../../../lib/http/methods.ts";
import { invalidField } from "../../../../lib/http/problem.ts";
import { receiveUpload } from "../../../../lib/http/receive_upload.ts";
import { isDatasetFormat, nameOfFile } from "../../../../lib/datasets/names.ts";
import { newId } from "../../../../lib/store/ids.ts";
import type { State } from "../../../../utils.ts";

export const handler = methods<State>({
  GET: (ctx) => ctx.json(ctx.state.netsift.datasets.list()),

  async POST(ctx) {
    const { netsift } = ctx.state;
    const id = newId("ds");
    const partial = netsift.folder.upload(id, true);
    const received = await receiveUpload(ctx.req, partial, netsift.config.maxUploadBytes);
    try {
      const query = ctx.url.searchParams;
      const format = received.format ?? query.get("format");
      if (format !== null && format !== "" && !isDatasetFormat(format)) {
        throw invalidField(["format"], `"${format.slice(0, 50)}" is no known format.`);
      }
      const name = nameOfFile(received.name || query.get("name") || "");
      await Deno.rename(partial, netsift.folder.upload(id));
      const dataset = netsift.datasets.add(id, name, received.bytes, format || null);
      return ctx.json({ id, status: dataset.status, name }, {
        status: 202,
        headers: { location: `/api/v1/datasets/${id}` },
      });
    } catch (error) {
      await Deno.remove(partial).catch(() => {});
      throw error;
    }
  },
});
