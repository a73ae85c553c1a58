import { formatCount, formatMetric } from "../../lib/base/format.ts";
import {
  rateOf,
  type ReportMetric,
  reportMetrics,
} from "../../lib/training/report/report_metrics.ts";
import type { ReportModel } from "./report_model.ts";

/** The metrics of all models, a column each. */
export function ReportMetrics({ models }: { models: ReportModel[] }) {
  const metrics = models.map(({ result }) => reportMetrics(result));
  return (
    <div class="scroll" role="region" aria-label="Results" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            {models.map(({ title }) => <th key={title} scope="col">{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {metrics[0].map(({ name }, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {metrics.map((each, index) => (
                <td key={index}>{each[row] && <MetricCell {...each[row]} />}</td>
              ))}
            </tr>
          ))}
          {(["tp", "fn", "fp", "tn"] as const).map((cell) => (
            <tr key={cell}>
              <th scope="row">{CELLS[cell]}</th>
              {models.map(({ result }, index) => (
                <td key={index}>
                  {result.metrics.confusion && formatCount(result.metrics.confusion[cell])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELLS = {
  tp: "Attacks found",
  fn: "Attacks missed",
  fp: "False alarms",
  tn: "Normal rows passed",
};

/** What each model flags of each label. */
export function ReportRecall({ models }: { models: ReportModel[] }) {
  return (
    <div class="scroll" role="region" aria-label="Flagged rows for each label" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">Rows</th>
            {models.map(({ title }) => <th key={title} scope="col">{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {models[0].result.perClass.map(({ label, attack, rows }) => (
            <tr key={label}>
              <th scope="row">{label} {attack ? "" : <span class="muted">(normal)</span>}</th>
              <td>{formatCount(rows)}</td>
              {models.map(({ result }, index) => {
                const found = result.perClass.find((each) => each.label === label);
                return (
                  <td key={index}>
                    {found && <MetricCell {...rateOf(label, found.flagged, found.rows)} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MetricCell({ value, interval }: ReportMetric) {
  return (
    <>
      {formatMetric(value)}
      {interval && (
        <span class="muted">
          {` (${formatMetric(interval.low)} to ${formatMetric(interval.high)})`}
        </span>
      )}
    </>
  );
}
