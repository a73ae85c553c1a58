import { HttpError, page } from "fresh";
import { detectorTitle } from "../lib/detectors/titles.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { ModelPicker } from "../components/predict/ModelPicker.tsx";
import { PredictForm } from "../islands/PredictForm.tsx";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ url, state: { netsift } }) {
    const models = netsift.models.list();
    const id = url.searchParams.get("model") ?? models[0]?.id;
    if (id === undefined) return page(null);
    const model = netsift.models.get(id);
    if (!model) throw new HttpError(404);
    const asked = url.searchParams.get("row");
    const row = Number(asked);
    if (asked !== null && (!Number.isSafeInteger(row) || row < 1)) throw new HttpError(404);
    const [inputs, curves, record] = await Promise.all([
      netsift.models.inputs(id),
      netsift.models.curves(id),
      asked === null ? undefined : netsift.models.recordAt(id, row - 1),
    ]);
    return page({ models, model, inputs, histogram: curves.histogram, row, record });
  },
});

export default define.page<typeof handler>(function PredictPage({ data }) {
  if (!data) {
    return (
      <>
        <PageHead title="Predict" />
        <EmptyState
          title="No models yet"
          text="Train a detector first. Then you can score single records here."
        >
          <a class="button button-primary" href="/train">Train detectors</a>
          <a class="button" href="/">Demo traffic</a>
        </EmptyState>
      </>
    );
  }
  const { models, model, inputs, histogram, row, record } = data;
  return (
    <>
      <PageHead
        title="Predict"
        lede={
          <>
            {detectorTitle(model.kind)} of <a href={`/runs/${model.run}`}>{model.runName}</a>
          </>
        }
      >
        <ModelPicker models={models} selected={model.id} />
      </PageHead>
      <PredictForm
        key={model.id}
        model={model}
        inputs={inputs}
        histogram={histogram}
        given={record === undefined ? undefined : { row, record }}
      />
    </>
  );
});
