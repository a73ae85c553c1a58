import { renderToString } from "preact-render-to-string";
import { ReportDocument } from "../../../../../components/report/ReportDocument.tsx";
import { modelTitles } from "../../../../../lib/detectors/titles.ts";
import { findScoredRun } from "../../../../../lib/http/find_scored_run.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import type { State } from "../../../../../utils.ts";

/** The run as one page that can be kept and sent: it needs neither network nor script. */
export const handler = methods<State>({
  async GET(ctx) {
    const { netsift } = ctx.state;
    const run = findScoredRun(netsift, ctx.params.id);
    const titles = modelTitles(run.results.map(({ kind }) => kind));
    const models = await Promise.all(run.results.map(async (result, index) => ({
      title: titles[index],
      result,
      curves: await netsift.models.curves(result.model),
    })));
    const page = renderToString(
      <ReportDocument run={run} models={models} now={new Date().toISOString()} />,
    );
    ctx.state.policy = "default-src 'none'; style-src 'unsafe-inline'";
    return new Response(`<!doctype html>\n${page}`, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-disposition": `inline; filename="${run.id}-report.html"`,
      },
    });
  },
});
