import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { SeedMetrics } from "../../components/run/SeedMetrics.tsx";
import { ColumnMeanings } from "../../components/unlabelled/ColumnMeanings.tsx";
import { ComparedHosts } from "../../components/unlabelled/ComparedHosts.tsx";
import { DetectorTable } from "../../components/unlabelled/DetectorTable.tsx";
import { FlaggedByBars } from "../../components/unlabelled/FlaggedByBars.tsx";
import { PlantedTable } from "../../components/unlabelled/PlantedTable.tsx";
import { ScoreFits } from "../../components/unlabelled/ScoreFits.tsx";
import { UnlabelledVerdict } from "../../components/unlabelled/UnlabelledVerdict.tsx";
import type { Run } from "../../lib/resources/run.ts";
import { failedDetectors } from "../../lib/training/detectors.ts";
import { compareAddress, MOST_COMPARED } from "../../lib/web/comparison/models.ts";
import { JudgeRecords } from "./JudgeRecords.tsx";
import { useComparison } from "./use_comparison.ts";

interface UnlabelledResultsProps {
  run: Run;
  models: ScoredModel[];
}

/** What can be said of the models of a run whose test data has no labels. */
export function UnlabelledResults({ run, models }: UnlabelledResultsProps) {
  const { comparison, failure } = useComparison(run.id, models);
  const { request, results } = run;
  const dataset = request.test ?? request.train;
  const titles = new Map(models.map(({ title, result }) => [result.model, title]));
  return (
    <>
      {models.length > 0 && (
        <UnlabelledVerdict
          models={models}
          comparison={comparison.value}
          dataset={dataset}
        />
      )}
      <section class="card" aria-labelledby="results-title">
        <header>
          <h2 id="results-title">Detectors</h2>
        </header>
        <div class="stack">
          <DetectorTable
            models={models}
            failed={failedDetectors(run)}
            comparison={comparison.value}
          />
          <ColumnMeanings models={models} />
          <SeedMetrics models={models} seed={request.seed} />
          <div>
            <a
              class="button"
              href={compareAddress(results.slice(0, MOST_COMPARED).map(({ model }) => model))}
            >
              Compare with models of other runs <Icon name="arrow" />
            </a>
          </div>
        </div>
      </section>
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      {comparison.value
        ? (
          <>
            <ComparedHosts comparison={comparison.value} titles={titles} dataset={dataset} />
            {models.length > 1 && <FlaggedByBars comparison={comparison.value} titles={titles} />}
            <ScoreFits comparison={comparison.value} titles={titles} />
          </>
        )
        : !failure.value && <p class="muted loading-space" role="status">Comparing models…</p>}
      <PlantedTable models={models} />
      {models.length > 0 && <JudgeRecords models={models} />}
    </>
  );
}
