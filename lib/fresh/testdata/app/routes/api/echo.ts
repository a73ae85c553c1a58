import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.json({ trail: ctx.state.trail, method: ctx.req.method }),
  POST: async (ctx) => ctx.text(await ctx.req.text(), { status: 202 }),
});
