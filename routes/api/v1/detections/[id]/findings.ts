import { findDoneDetection } from "../../../../../lib/api/detections/find_detection.ts";
import { findingsQuery } from "../../../../../lib/api/detections/queries.ts";
import { selectFindings } from "../../../../../lib/detections/findings/select_findings.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { parseQuery } from "../../../../../lib/http/query.ts";
import type { State } from "../../../../../utils.ts";

export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const filter = parseQuery(ctx.url, findingsQuery);
    const { id } = await findDoneDetection(netsift, ctx.params.id);
    const findings = selectFindings(await netsift.detections.answers.findings(id), filter);
    return ctx.json(findings.map(({ selector: _, ...finding }) => finding));
  },
});
