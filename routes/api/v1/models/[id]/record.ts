import { findModel } from "../../../../../lib/http/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { invalidField, Problem } from "../../../../../lib/http/problem.ts";
import type { RecordKind } from "../../../../../lib/models/shelf.ts";
import type { State } from "../../../../../utils.ts";

const KINDS: readonly string[] = ["any", "normal", "attack"] satisfies RecordKind[];

/** A real record of the data that the model was tested on: a random one, or the one of a row. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const model = findModel(netsift, ctx.params.id);
    const row = ctx.url.searchParams.get("row");
    if (row !== null) {
      const number = Number(row);
      if (!Number.isSafeInteger(number) || number < 1) {
        throw invalidField(["row"], "Give a row number of the test data, counted from 1.");
      }
      const found = await netsift.models.recordAt(model.id, number - 1);
      if (!found) throw new Problem(404, "The dataset was deleted, or has no such record.");
      return ctx.json(found);
    }
    const kind = ctx.url.searchParams.get("kind") ?? "any";
    if (!KINDS.includes(kind)) throw invalidField(["kind"], `Choose one of ${KINDS.join(", ")}.`);
    const drawn = await netsift.models.drawRecord(model.id, kind as RecordKind);
    if (!drawn) throw new Problem(404, "The dataset was deleted, or has no such record.");
    return ctx.json(drawn);
  },
});
