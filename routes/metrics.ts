import { prometheusText } from "../lib/api/prometheus.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  GET: (ctx) =>
    new Response(prometheusText(ctx.state.netsift), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    }),
});
