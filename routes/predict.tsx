import { HttpError, page } from "fresh";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { ModelChoice } from "../components/predict/ModelChoice.tsx";
import { PredictForm } from "../islands/PredictForm.tsx";
import { jsonText } from "../lib/web/records/json_text.ts";
import { KDD_FEATURES } from "../lib/datasets/formats/kdd_names.ts";
import { modelTitles } from "../lib/detectors/titles.ts";
import { givenRecord } from "../lib/api/models/given_record.ts";
import type { Netsift } from "../lib/netsift.ts";
import { define } from "../utils.ts";

/** More answers than that are no help. */
const MOST_MODELS = 8;

export const handler = define.handlers({
  async GET({ url, state: { netsift } }) {
    const models = netsift.models.list();
    const asked = [...new Set(url.searchParams.getAll("model"))].slice(0, MOST_MODELS);
    const selected = asked.length > 0 ? asked : models.slice(0, 1).map(({ id }) => id);
    if (selected.length === 0) return page(null);
    const shown = await Promise.all(selected.map(async (id) => {
      const model = netsift.models.get(id);
      if (!model) throw new HttpError(404);
      const [inputs, { histogram }, { permutation, explanation }] = await Promise.all([
        netsift.models.inputs(id),
        netsift.models.reviews.curves(id),
        netsift.models.importance(id),
      ]);
      const ranking = (permutation ?? explanation)?.features.map(({ feature }) => feature) ?? [];
      return { model, inputs, histogram, ranking };
    }));
    const titles = modelTitles(shown.map(({ model }) => model.kind));
    const given = await givenRecord(netsift, selected[0], url.searchParams);
    if (given === null) throw new HttpError(404);
    return page({
      models,
      selected,
      shown: shown.map((each, index) => ({ ...each, title: titles[index] })),
      layouts: {
        training: trainingColumns(netsift, shown[0].model.run),
        kdd: KDD_FEATURES.map(({ name }) => name),
      },
      given,
    });
  },
});

/** The columns of the data that a run trained on; none where it was deleted. */
function trainingColumns(netsift: Netsift, run: string): string[] {
  const train = netsift.runs.get(run)?.request.train;
  const profile = train && netsift.datasets.get(train)?.profile;
  return profile ? profile.columns.map(({ name }) => name) : [];
}

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
          <a class="button" href="/" aria-current="false">Demo traffic</a>
        </EmptyState>
      </>
    );
  }
  const { models, selected, shown, layouts, given } = data;
  return (
    <>
      <PageHead
        title="Predict"
        lede={
          <>
            {shown.map(({ model, title }, index) => (
              <>
                {index > 0 && "; "}
                {title} of <a href={`/runs/${model.run}`}>{model.runName}</a>
              </>
            ))}
          </>
        }
      >
        <a class="button" href={`/batches?${selected.map((id) => `model=${id}`).join("&")}`}>
          Score a whole file
        </a>
      </PageHead>
      <div class="stack">
        <ModelChoice models={models} selected={selected} most={MOST_MODELS} />
        <PredictForm
          key={selected.join()}
          models={shown}
          layouts={layouts}
          given={given && jsonText(given)}
        />
      </div>
    </>
  );
});
