import { alertBulkSchema, changeInBulk } from "../../../../lib/api/alerts/bulk.ts";
import { readJson } from "../../../../lib/http/json/json_body.ts";
import { methods } from "../../../../lib/http/methods.ts";
import type { State } from "../../../../utils.ts";

/** Changes, mutes or deletes many alerts. */
export const handler = methods<State>({
  async POST(ctx) {
    const { live: { alerts }, config } = ctx.state.netsift;
    const body = alertBulkSchema.parse(await readJson(ctx.req, config.maxJsonBytes));
    return ctx.json({ alerts: await changeInBulk(alerts, body) });
  },
});
