import { formatNumber } from "../../lib/base/format.ts";
import { knownMetrics, metricOf } from "../../lib/web/results/leaderboard.ts";
import type { ScoredModel } from "../charts/scored_model.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { formatMetricOf } from "./format_metric_of.ts";

/** What each seed came to; nothing where every model has one seed. */
export function SeedMetrics({ models, seed }: { models: ScoredModel[]; seed: number }) {
  const repeated = models.filter(({ result }) => result.repeats !== undefined);
  if (repeated.length === 0) return null;
  const metrics = knownMetrics(models.map(({ result }) => result));
  const count = repeated[0].result.repeats!.length + 1;
  return (
    <>
      <p class="muted small">
        Metrics are means over {count}{" "}
        seeds ± standard deviation. Charts, recall for each attack and the models that are kept are
        those of seed {seed}. If a threshold was changed later, only that model's results are shown.
      </p>
      <details>
        <summary>Results by seed</summary>
        <ScrollTable label="Results by seed" tall>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" class="number">Seed</th>
              {metrics.map(({ key, title }) => <th key={key} scope="col" class="number">{title}
              </th>)}
              <th scope="col" class="number">Threshold</th>
            </tr>
          </thead>
          <tbody>
            {repeated.flatMap(({ title, result }) =>
              [{ ...result, seed, threshold: result.threshold.value }, ...result.repeats!].map(
                (each) => (
                  <tr key={`${result.model}-${each.seed}`}>
                    <th scope="row" class="nowrap">{title}</th>
                    <td class="number">{each.seed}</td>
                    {metrics.map(({ key }) => (
                      <td key={key} class="number">{formatMetricOf(key, metricOf(each, key))}</td>
                    ))}
                    <td class="number">{formatNumber(each.threshold)}</td>
                  </tr>
                ),
              )
            )}
          </tbody>
        </ScrollTable>
      </details>
    </>
  );
}
