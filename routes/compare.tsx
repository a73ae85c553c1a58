import { page } from "fresh";
import { ComparedCosts } from "../components/compare/ComparedCosts.tsx";
import { ComparedMetrics } from "../components/compare/ComparedMetrics.tsx";
import { ComparedModels } from "../components/compare/ComparedModels.tsx";
import { ComparedSettings } from "../components/compare/ComparedSettings.tsx";
import { ComparePicker } from "../components/compare/ComparePicker.tsx";
import { RecallHeatMap } from "../components/compare/RecallHeatMap.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { Notice } from "../components/Notice.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { CompareCharts } from "../islands/CompareCharts.tsx";
import { caveats } from "../lib/web/comparison/caveats.ts";
import {
  askedModels,
  compareAddress,
  comparedTitles,
  MOST_COMPARED,
} from "../lib/web/comparison/models.ts";
import type { ComparedModel } from "../lib/web/comparison/types.ts";
import { attackCategories } from "../lib/datasets/labels/attack_categories.ts";
import { trainedDetectors } from "../lib/training/detectors.ts";
import { define } from "../utils.ts";

export const handler = define.handlers({
  async GET({ url, state: { netsift } }) {
    const asked = askedModels(url.searchParams);
    if (url.searchParams.getAll("models").length > 1) {
      return new Response(null, { status: 303, headers: { location: compareAddress(asked) } });
    }
    const runs = netsift.runs.list().filter(({ status }) => status === "done");
    const found = asked.flatMap((id) => {
      const run = runs.find(({ results }) => results.some(({ model }) => model === id));
      return run ? [{ id, run }] : [];
    });
    const shown = found.slice(0, MOST_COMPARED);
    const titles = comparedTitles(shown);
    const models = await Promise.all(shown.map(async ({ id, run }, i): Promise<ComparedModel> => {
      const { result, asked } = trainedDetectors(run).find(({ result }) => result.model === id)!;
      return {
        title: titles[i],
        run,
        result,
        asked: asked.threshold,
        curves: await netsift.models.reviews.curves(id),
      };
    }));
    const formats = models.map(({ run: { request } }) =>
      netsift.datasets.get(request.test ?? request.train)?.profile?.format ?? null
    );
    return page({
      runs,
      models,
      missing: asked.length - found.length,
      left: found.length - shown.length,
      categories: Object.assign({}, ...formats.map(attackCategories)),
    });
  },
});

export default define.page<typeof handler>(function ComparePage({ data }) {
  const { runs, models, missing, left, categories } = data;
  const warnings = caveats(models);
  const drawn = models.filter(({ curves }) => curves.roc !== null);
  return (
    <>
      <PageHead
        title="Compare models"
        up={{ href: "/runs", text: "Runs" }}
        lede="Compare models of any runs. Share this view by copying the page address."
      />
      {runs.length === 0
        ? (
          <EmptyState
            title="No models yet"
            text="Train detectors first. Then you can compare them here."
          >
            <a class="button button-primary" href="/train">Train detectors</a>
          </EmptyState>
        )
        : (
          <div class="stack-large">
            {(missing > 0 || left > 0) && (
              <Notice tone="warning">
                {missing > 0 && <p>Models in this address that no longer exist: {missing}.</p>}
                {left > 0 && <p>Only the first {MOST_COMPARED} models are shown.</p>}
              </Notice>
            )}
            <ComparePicker runs={runs} selected={models.map(({ result }) => result.model)} />
            {models.length > 0 && <ComparedModels models={models} />}
            {models.length > 1 && (
              <section class="stack" aria-labelledby="caveats-title">
                <h2 id="caveats-title">Are they comparable?</h2>
                {warnings.length > 0
                  ? (
                    <Notice tone="warning">
                      <ul>{warnings.map((text) => <li key={text}>{text}</li>)}</ul>
                    </Notice>
                  )
                  : (
                    <p>
                      Yes: the same test records, the same features, the same treatment of
                      duplicates, and no threshold that used the test data.
                    </p>
                  )}
              </section>
            )}
            {models.length > 0 && (
              <>
                <section class="stack" aria-labelledby="metrics-title">
                  <h2 id="metrics-title">Metrics</h2>
                  <ComparedMetrics models={models} />
                </section>
                {drawn.length > 0 && (
                  <section class="stack" aria-labelledby="curves-title">
                    <h2 id="curves-title">Curves</h2>
                    <CompareCharts
                      models={drawn.map(({ title, result, curves }) => ({ title, result, curves }))}
                    />
                  </section>
                )}
                {models.some(({ result }) => result.perClass.length > 0) && (
                  <section class="stack" aria-labelledby="recall-title">
                    <h2 id="recall-title">Recall for each attack</h2>
                    <RecallHeatMap models={models} categories={categories} />
                  </section>
                )}
                <section class="stack" aria-labelledby="settings-title">
                  <h2 id="settings-title">Settings</h2>
                  <ComparedSettings models={models} />
                </section>
                <section class="stack" aria-labelledby="costs-title">
                  <h2 id="costs-title">Cost</h2>
                  <ComparedCosts models={models} />
                </section>
              </>
            )}
          </div>
        )}
    </>
  );
});
