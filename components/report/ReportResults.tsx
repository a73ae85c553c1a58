import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { Run } from "../../lib/resources/run.ts";
import { allWarnings, failedDetectors } from "../../lib/training/detectors.ts";
import { plantedTotal } from "../../lib/web/unlabelled/describe_unlabelled.ts";
import type { ReportModel } from "./report_model.ts";
import { ReportSeeds } from "./ReportSeeds.tsx";
import { ReportMetrics } from "./ReportTables.tsx";

interface ReportResultsProps {
  run: Run;
  models: ReportModel[];
}

/** The metrics of all models, and what went wrong. */
export function ReportResults({ run, models }: ReportResultsProps) {
  const failed = failedDetectors(run);
  const warnings = allWarnings(run);
  const hasLabels = models.some(({ result }) => result.metrics.confusion);
  return (
    <section>
      <h2>Results</h2>
      {hasLabels
        ? (
          <>
            <p>
              Measured on the test rows, with attacks as the positive class and each model at its
              threshold. In brackets: 95% confidence intervals.
            </p>
            <ReportMetrics models={models} />
            <ReportSeeds run={run} models={models} />
          </>
        )
        : (
          <>
            <p>The test data has no labels, so the quality of the models was not measured.</p>
            <ul>
              {models.map(({ title, result }) => (
                <li key={result.model}>
                  {title} flagged {formatCount(result.flaggedRows)} of{" "}
                  {formatPlural(result.testRows, "record")}
                  {plantedTotal(result) &&
                    ` and found ${plantedTotal(result)!.found} of ${
                      plantedTotal(result)!.planted
                    } planted anomalies`}.
                </li>
              ))}
            </ul>
          </>
        )}
      {failed.length > 0 && (
        <ul class="warnings">
          {failed.map(({ title, failure }) => <li key={title}>{title} failed: {failure.error}</li>)}
        </ul>
      )}
      {warnings.length > 0 && (
        <ul class="warnings">{warnings.map((text) => <li key={text}>{text}</li>)}</ul>
      )}
    </section>
  );
}
