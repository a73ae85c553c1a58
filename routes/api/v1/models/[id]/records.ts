import { findModel } from "../../../../../lib/http/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { invalidField } from "../../../../../lib/http/problem.ts";
import type { RankingKind } from "../../../../../lib/models/review/types.ts";
import type { State } from "../../../../../utils.ts";

const KINDS: readonly string[] = ["highest", "misses", "false-alarms"] satisfies RankingKind[];
const MOST_RECORDS = 100;

/** The test records with the highest scores, the worst misses or the worst false alarms. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { id } = findModel(netsift, ctx.params.id);
    const { searchParams } = ctx.url;
    const kind = searchParams.get("kind") ?? "highest";
    if (!KINDS.includes(kind)) throw invalidField(["kind"], `Choose one of ${KINDS.join(", ")}.`);
    const limit = Number(searchParams.get("limit") ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_RECORDS) {
      throw invalidField(["limit"], `Give a whole number from 1 to ${MOST_RECORDS}.`);
    }
    const records = await netsift.models.rankedRecords(id, kind as RankingKind, limit);
    return ctx.json({ records });
  },
});
