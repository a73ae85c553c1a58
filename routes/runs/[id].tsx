import { HttpError, page } from "fresh";
import { attackCategories } from "../../lib/datasets/labels/attack_categories.ts";
import { PageHead } from "../../components/PageHead.tsx";
import { RunActions } from "../(_components)/RunActions.tsx";
import { RunEnd } from "../../components/run/RunEnd.tsx";
import { RunLede } from "../../components/run/RunLede.tsx";
import { RunMonitor } from "../../islands/RunMonitor.tsx";
import { RunReport, type RunReportProps } from "../../islands/RunReport.tsx";
import { jsonText } from "../../lib/web/records/json_text.ts";
import { trainedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  async GET({ params, state: { netsift } }) {
    const run = netsift.runs.get(params.id);
    if (!run) throw new HttpError(404);
    const models = await Promise.all(
      trainedDetectors(run).map(async ({ title, asked, result }) => ({
        title,
        result,
        curves: await netsift.models.reviews.curves(result.model),
        importance: await netsift.models.importance(result.model),
        asked: asked.threshold,
      })),
    );
    const { test, train } = run.request;
    const format = netsift.datasets.get(test ?? train)?.profile?.format ?? null;
    return page({ run, models, categories: attackCategories(format) });
  },
});

export default define.page<typeof handler>(function RunPage({ data: { run, models, categories } }) {
  const kinds = run.request.detectors.map(({ kind }) => kind);
  return (
    <>
      <PageHead
        title={run.name}
        up={{ href: "/runs", text: "Runs" }}
        lede={<RunLede run={run} />}
      >
        <RunActions run={run} />
      </PageHead>
      {run.status === "queued" || run.status === "running"
        ? <RunMonitor id={run.id} kinds={kinds} status={run.status} progress={run.progress} />
        : run.status === "done"
        ? <FinishedRun run={run} models={models} categories={categories} />
        : <RunEnd run={run} />}
    </>
  );
});

function FinishedRun(
  { run, ...shown }: { run: Run } & Pick<RunReportProps, "models" | "categories">,
) {
  const { request, ...rest } = run;
  return <RunReport run={rest} request={jsonText(request)} {...shown} />;
}
