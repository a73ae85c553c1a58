import { renderToString } from "preact-render-to-string";
import { ReportDocument } from "../../../../../components/report/ReportDocument.tsx";
import { findScoredRun } from "../../../../../lib/api/runs/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { trainedDetectors } from "../../../../../lib/training/detectors.ts";
import type { Netsift } from "../../../../../lib/netsift.ts";
import type { Run } from "../../../../../lib/resources/run.ts";
import type { State } from "../../../../../utils.ts";

/** The run as one page that can be kept and sent: it needs neither network nor script. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    ctx.state.policy = "default-src 'none'; style-src 'unsafe-inline'";
    return await netsift.exports.answer(async () => ({
      stream: new Blob([await report(netsift, run)]).stream(),
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-disposition": `inline; filename="${run.id}-report.html"`,
      },
    }));
  },
});

async function report(netsift: Netsift, run: Run): Promise<string> {
  const models = await Promise.all(
    trainedDetectors(run).map(async ({ title, result }) => ({
      title,
      result,
      curves: await netsift.models.reviews.curves(result.model),
    })),
  );
  const page = renderToString(
    <ReportDocument run={run} models={models} now={new Date().toISOString()} />,
  );
  return `<!doctype html>\n${page}`;
}
