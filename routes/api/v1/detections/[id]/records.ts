import {
  findDoneDetection,
  findFinding,
} from "../../../../../lib/api/detections/find_detection.ts";
import type { ConnectionSelector } from "../../../../../lib/behaviour/finding.ts";
import { recordsQuery } from "../../../../../lib/api/detections/queries.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const { host, finding, from, to, ...filter } = parseQuery(ctx.url, recordsQuery);
    const { id } = await findDoneDetection(netsift, ctx.params.id);
    const behind: Partial<ConnectionSelector> = finding === undefined
      ? {}
      : (await findFinding(netsift, id, finding)).selector;
    const selector = {
      ...behind,
      ...(host !== undefined && { host }),
      from: Math.max(from ?? -Infinity, behind.from ?? -Infinity),
      to: Math.min(to ?? Infinity, behind.to ?? Infinity),
    };
    return ctx.json(await netsift.detections.records(id, { selector, ...filter }));
  },
});
