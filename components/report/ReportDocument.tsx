import type { ReportModel } from "./report_model.ts";
import { formatCount, formatDateTime, formatPlural } from "../../lib/base/format.ts";
import { allWarnings, failedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { limitsOf } from "../../lib/training/report/limits.ts";
import { ReportCurves } from "./ReportCurves.tsx";
import { ReportData } from "./ReportData.tsx";
import { ReportHistogram } from "./ReportHistogram.tsx";
import { ReportProtocol } from "./ReportProtocol.tsx";
import { ReportSeeds } from "./ReportSeeds.tsx";
import { ReportFigures, ReportRecall } from "./ReportTables.tsx";
import { REPORT_STYLE } from "./report_style.ts";

interface ReportDocumentProps {
  run: Run;
  models: ReportModel[];
  /** When the report is written. */
  now: string;
}

/** A run as one page that opens without network and without script. */
export function ReportDocument({ run, models, now }: ReportDocumentProps) {
  const failed = failedDetectors(run);
  const warnings = allWarnings(run);
  const hasLabels = models.some(({ result }) => result.metrics.confusion);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          httpEquiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>{`${run.name}: Netsift report`}</title>
        <style>{REPORT_STYLE}</style>
      </head>
      <body>
        <main>
          <header>
            <p class="muted">Netsift report</p>
            <h1>{run.name}</h1>
            <p>
              {formatPlural(models.length, "model")} trained on {run.trainName}, run of{" "}
              {formatDateTime(run.startedAt ?? run.createdAt)}. Report written{" "}
              {formatDateTime(now)}.
            </p>
            {run.imported && (
              <p>Imported {formatDateTime(run.imported.at)} from {run.imported.file}.</p>
            )}
            {run.notes && <p class="notes">{run.notes}</p>}
          </header>
          <section>
            <h2>Results</h2>
            {hasLabels
              ? (
                <>
                  <p>
                    On the rows of the test, attacks as the positive class, each model at its own
                    threshold. In brackets: 95% confidence intervals.
                  </p>
                  <ReportFigures models={models} />
                  <ReportSeeds run={run} models={models} />
                </>
              )
              : (
                <>
                  <p>The test has no labels: how good the models are was not measured.</p>
                  <ul>
                    {models.map(({ title, result }) => (
                      <li key={result.model}>
                        {title} flagged {formatCount(result.flaggedRows)} of{" "}
                        {formatPlural(result.testRows, "record")}.
                      </li>
                    ))}
                  </ul>
                </>
              )}
            {failed.length > 0 && (
              <ul class="warnings">
                {failed.map(({ title, failure }) => (
                  <li key={title}>{title} failed: {failure.error}</li>
                ))}
              </ul>
            )}
            {warnings.length > 0 && (
              <ul class="warnings">{warnings.map((text) => <li key={text}>{text}</li>)}</ul>
            )}
          </section>
          {hasLabels && (
            <section class="charts">
              <ReportCurves
                title="ROC curve"
                caption="True vs false positive rate at every threshold. The dot marks the threshold in use."
                xTitle="False alarm rate"
                yTitle="Recall"
                curves={models.flatMap(({ title, result, curves: { roc } }) =>
                  roc
                    ? [{
                      title,
                      area: result.metrics.rocAuc,
                      x: roc.fpr,
                      y: roc.tpr,
                      point: rocPoint(result.metrics.confusion),
                    }]
                    : []
                )}
              />
              <ReportCurves
                title="Precision-recall curve"
                caption="How many alarms are right against how many attacks are found."
                xTitle="Recall"
                yTitle="Precision"
                curves={models.flatMap(({ title, result, curves: { pr } }) =>
                  pr
                    ? [{
                      title,
                      area: result.metrics.prAuc,
                      x: pr.recall,
                      y: pr.precision,
                      point: precisionPoint(result.metrics),
                    }]
                    : []
                )}
              />
            </section>
          )}
          <section class="charts">
            {models.map(({ title, result, curves }) => (
              <ReportHistogram
                key={result.model}
                title={title}
                histogram={curves.histogram}
                threshold={result.threshold.value}
              />
            ))}
          </section>
          {hasLabels && (
            <section>
              <h2>Flagged rows for each label</h2>
              <p>Recall of attacks; false alarms of normal labels. In brackets: 95% intervals.</p>
              <ReportRecall models={models} />
            </section>
          )}
          {run.data && <ReportData run={run} data={run.data} />}
          <ReportProtocol run={run} models={models} />
          <section>
            <h2>Limits</h2>
            <ul>{limitsOf(run).map((text) => <li key={text}>{text}</li>)}</ul>
          </section>
        </main>
      </body>
    </html>
  );
}

type Metrics = ReportModel["result"]["metrics"];

function rocPoint(confusion: Metrics["confusion"]) {
  if (!confusion) return null;
  const { tn, fp, fn, tp } = confusion;
  return { x: fp / (fp + tn), y: tp / (tp + fn) };
}

function precisionPoint({ precision, recall }: Metrics) {
  return precision === null || recall === null ? null : { x: recall, y: precision };
}
