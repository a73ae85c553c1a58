import { HttpError, page } from "fresh";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { ModelPicker } from "../components/predict/ModelPicker.tsx";
import { LiveMonitor } from "../islands/LiveMonitor.tsx";
import { jsonText } from "../lib/web/records/json_text.ts";
import { detectorTitle } from "../lib/detectors/titles.ts";
import { needsOf } from "../lib/models/fit_model.ts";
import { exampleRecord, replayDatasets } from "../lib/monitoring/replay/replay_datasets.ts";
import { FIRST_RANGE } from "../lib/monitoring/monitor/live_range.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ url, state: { netsift } }) {
    const models = netsift.models.list();
    const id = url.searchParams.get("model") ?? models[0]?.id;
    if (id === undefined) return page(null);
    const model = netsift.models.get(id);
    if (!model) throw new HttpError(404);
    const inputs = await netsift.models.inputs(id);
    const details = netsift.datasets.list().flatMap((each) =>
      each.status === "ready" ? netsift.datasets.get(each.id) ?? [] : []
    );
    const datasets = replayDatasets(details, inputs, needsOf(model));
    const request = netsift.runs.get(model.run)?.request;
    const tested = request?.test ?? request?.train;
    return page({
      models,
      model,
      datasets,
      firstDataset: datasets.find(({ id }) => id === tested)?.id ?? datasets[0]?.id ?? null,
      example: jsonText(exampleRecord(inputs)),
      origin: url.origin,
      initial: jsonText(netsift.live.state(id, Date.now(), FIRST_RANGE)),
    });
  },
});

export default define.page<typeof handler>(function LivePage({ data }) {
  if (!data) {
    return (
      <>
        <PageHead title="Live" />
        <EmptyState
          title="No models yet"
          text="Train a detector first. Then you can watch its live verdicts here."
        >
          <a class="button button-primary" href="/train">Train detectors</a>
          <a class="button" href="/" aria-current="false">Demo traffic</a>
        </EmptyState>
      </>
    );
  }
  const { models, model, ...rest } = data;
  return (
    <>
      <PageHead
        title="Live"
        lede={
          <>
            Live verdicts from {detectorTitle(model.kind)} of{" "}
            <a href={`/runs/${model.run}`}>{model.runName}</a>.
          </>
        }
      >
        <ModelPicker models={models} selected={model.id} />
      </PageHead>
      <LiveMonitor key={model.id} {...rest} />
    </>
  );
});
