import { muteSchema } from "../../../../../lib/api/alerts/requests.ts";
import { found } from "../../../../../lib/api/found.ts";
import { readJson } from "../../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

/** Suppresses further alerts of the same rule, model and entity. */
export const handler = methods<State>({
  async POST(ctx) {
    const { live: { alerts }, config } = ctx.state.netsift;
    const { id } = ctx.params;
    const alert = found(alerts.log.get(id), "alert", id);
    const { minutes, comment } = muteSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json(alerts.suppressions.mute([alert], minutes, comment)[0], { status: 201 });
  },
});
