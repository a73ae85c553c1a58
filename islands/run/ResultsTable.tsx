import { useAddress } from "../../lib/web/address.ts";
import {
  knownMetrics,
  type Metric,
  nextMetricSort,
  parseSort,
  sortModels,
  sortText,
} from "../../lib/web/results/leaderboard.ts";
import type { FailedDetector } from "../../lib/training/detectors.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { SortHead } from "../tables/SortHead.tsx";
import { MissingMetrics } from "../../components/run/MissingMetrics.tsx";
import { FailedRow, ResultRow } from "../../components/run/ResultRow.tsx";
import { SeedMetrics } from "../../components/run/SeedMetrics.tsx";
import { METRIC_TERMS, TermLine } from "../../components/Term.tsx";

interface ResultsTableProps {
  models: ScoredModel[];
  /** Detectors that became no model. */
  failed: FailedDetector[];
  /** Of the models. */
  seed: number;
}

/** The metrics of every model of a run side by side, sorted by any of them. */
export function ResultsTable({ models, failed, seed }: ResultsTableProps) {
  const address = useAddress("sort", "");
  const sort = parseSort(address.value);
  const metrics = knownMetrics(models.map(({ result }) => result));
  const direction = (key: Metric) =>
    sort?.key !== key ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <div class="stack">
      <ScrollTable label="Results of each model" pinned>
        <thead>
          <tr>
            <th scope="col">Model</th>
            {metrics.map(({ key, title }) => (
              <SortHead
                key={key}
                number
                direction={direction(key)}
                onClick={() => address.value = sortText(nextMetricSort(sort, key))}
              >
                {title}
              </SortHead>
            ))}
            <th scope="col">Threshold</th>
          </tr>
        </thead>
        <tbody>
          {sortModels(models, sort).map((model) => (
            <ResultRow key={model.result.model} model={model} models={models} metrics={metrics} />
          ))}
          {failed.map((detector) => (
            <FailedRow key={detector.title} detector={detector} columns={metrics.length + 1} />
          ))}
        </tbody>
      </ScrollTable>
      <TermLine
        names={metrics.some(({ key }) => key === "rocAuc") ? METRIC_TERMS : ["Threshold"]}
      />
      <SeedMetrics models={models} seed={seed} />
      <MissingMetrics results={models.map(({ result }) => result)} />
    </div>
  );
}
