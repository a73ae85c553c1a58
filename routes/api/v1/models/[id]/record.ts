import { findModel } from "../../../../../lib/http/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { invalidField, Problem } from "../../../../../lib/http/problem.ts";
import type { RecordKind } from "../../../../../lib/models/shelf.ts";
import type { State } from "../../../../../utils.ts";

const KINDS: readonly string[] = ["any", "normal", "attack"] satisfies RecordKind[];

/** A random real record of the data that the model was tested on. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const kind = ctx.url.searchParams.get("kind") ?? "any";
    if (!KINDS.includes(kind)) throw invalidField(["kind"], `Choose one of ${KINDS.join(", ")}.`);
    const drawn = await netsift.models.drawRecord(model.id, kind as RecordKind);
    if (!drawn) throw new Problem(404, "The dataset was deleted, or has no such record.");
    return ctx.json(drawn);
  },
});
