import { findModel } from "../../../lib/http/find_model.ts";
import { methods } from "../../../lib/http/methods.ts";
import { invalidField } from "../../../lib/http/problem.ts";
import { MOST_MODELS } from "../../../lib/models/review/agreement.ts";
import type { State } from "../../../utils.ts";

const MOST_RECORDS = 20;

/** What models of one run flag together and alone. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const ids = [...new Set(ctx.url.searchParams.get("models")?.split(",").filter(Boolean))];
    if (ids.length < 2 || ids.length > MOST_MODELS) {
      throw invalidField(["models"], `Name 2 to ${MOST_MODELS} models, with commas between them.`);
    }
    const models = ids.map((id) => findModel(netsift, id));
    const [{ run }] = models;
    if (models.some((model) => model.run !== run)) {
      throw invalidField(["models"], "Name models of one run: others have other test records.");
    }
    return ctx.json(await netsift.models.agreement(run, ids, MOST_RECORDS));
  },
});
