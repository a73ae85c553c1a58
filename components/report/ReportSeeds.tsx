import { METRICS, shownMetric } from "../../lib/web/results/leaderboard.ts";
import { seedWords } from "../../lib/web/training/describe_seeds.ts";
import type { Run } from "../../lib/resources/run.ts";
import { formatShown } from "../run/format_metric_of.ts";
import type { ReportModel } from "./report_model.ts";

/** The metrics over all seeds of a run; nothing where it has one. */
export function ReportSeeds({ run, models }: { run: Run; models: ReportModel[] }) {
  const { seed, seeds, detectors } = run.request;
  if (!seeds) return null;
  const judged = models.map((model, index) => ({ ...model, asked: detectors[index].threshold }));
  return (
    <>
      <h3>Means over the seeds</h3>
      <p>
        {seedWords({ seed, seeds })}: mean ± standard deviation. All other metrics are those of seed
        {" "}
        {seed}.
      </p>
      <div class="scroll" role="region" aria-label="Means over the seeds" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {judged.map(({ title }) => <th key={title} scope="col">{title}</th>)}
            </tr>
          </thead>
          <tbody>
            {METRICS.map(({ key, title }) => (
              <tr key={key}>
                <th scope="row">{title}</th>
                {judged.map((model) => (
                  <td key={model.title}>{formatShown(key, shownMetric(model, key))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
