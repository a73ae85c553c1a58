import type { ReportModel } from "./report_model.ts";
import { formatDateTime, formatPlural } from "../../lib/base/format.ts";
import type { Run } from "../../lib/resources/run.ts";
import { limitsOf } from "../../lib/training/report/limits.ts";
import { ReportData } from "./ReportData.tsx";
import { ReportHistogram } from "./ReportHistogram.tsx";
import { ReportProtocol } from "./ReportProtocol.tsx";
import { ReportQuality } from "./ReportQuality.tsx";
import { ReportResults } from "./ReportResults.tsx";
import { ReportRecall } from "./ReportTables.tsx";
import { REPORT_STYLE } from "./report_style.ts";

interface ReportDocumentProps {
  run: Run;
  models: ReportModel[];
  /** When the report is written. */
  now: string;
}

/** A run as one page that opens without network and without script. */
export function ReportDocument({ run, models, now }: ReportDocumentProps) {
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
          <ReportResults run={run} models={models} />
          {hasLabels && <ReportQuality models={models} />}
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
              <p>
                Recall for attacks, false alarms for normal labels. In brackets: 95% confidence
                intervals.
              </p>
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
