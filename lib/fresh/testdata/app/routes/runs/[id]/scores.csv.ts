import { define } from "../../../utils.ts";

export const handler = define.handlers({
  GET: (ctx) =>
    new Response(`run\n${ctx.params.id}\n`, { headers: { "content-type": "text/csv" } }),
});
