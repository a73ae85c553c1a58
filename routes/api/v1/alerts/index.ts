import { methods } from "../../../../lib/http/methods.ts";
import { invalidField } from "../../../../lib/http/problem.ts";
import type { State } from "../../../../utils.ts";

const MOST_ALERTS = 500;

/** The newest alerts; `?limit=` and `?model=`. */
export const handler = methods<State>({
  GET(ctx) {
    const { searchParams } = ctx.url;
    const limit = Number(searchParams.get("limit") ?? 100);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ALERTS) {
      throw invalidField(["limit"], `Give a whole number from 1 to ${MOST_ALERTS}.`);
    }
    const model = searchParams.get("model") ?? undefined;
    return ctx.json(ctx.state.netsift.live.alerts.alerts(limit, model));
  },
});
