import { define } from "../../utils.ts";

export default define.middleware((ctx) => {
  ctx.state.trail.push(`nested:${ctx.params.id ?? ""}`);
  return ctx.next();
});
