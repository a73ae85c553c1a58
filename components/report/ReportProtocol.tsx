import { formatCount, formatDuration, formatNumber } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import { seedWords } from "../../lib/web/training/describe_seeds.ts";
import { detectorDefinition } from "../../lib/detectors/catalogue.ts";
import type { Run } from "../../lib/resources/run.ts";
import type { ReportModel } from "./report_model.ts";

/** How the models were trained, and what it takes to reproduce them. */
export function ReportProtocol({ run, models }: { run: Run; models: ReportModel[] }) {
  const { request } = run;
  return (
    <section>
      <h2>Protocol</h2>
      <p>
        Detectors learn only from the normal rows of the training data, unless they are supervised.
        One in ten normal training rows was held out of the fit to set thresholds. No test data was
        used before the test, except where a threshold says so. {seedWords(request)}. Categories use
        {" "}
        {request.encoding} encoding and numbers {request.scaling}{" "}
        scaling, both fitted on training rows.
      </p>
      <div class="scroll" role="region" aria-label="Training of each model" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Source</th>
              <th scope="col">Threshold</th>
              <th scope="col">Training rows</th>
              <th scope="col">Held-out rows</th>
              <th scope="col">Training</th>
              <th scope="col">Scoring</th>
            </tr>
          </thead>
          <tbody>
            {models.map(({ title, result }) => (
              <tr key={result.model}>
                <th scope="row">{title}</th>
                <td>{detectorDefinition(result.kind).source}</td>
                <td>
                  {formatThresholdRule(result.threshold)}: {formatNumber(result.threshold.value)}
                </td>
                <td>{formatCount(result.trainedRows)}</td>
                <td>{formatCount(result.heldOutRows)}</td>
                <td>{formatDuration(result.fitMs)}</td>
                <td>{formatDuration(result.scoreMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>The request, for POST /api/v1/runs</h3>
      <pre>{JSON.stringify(request, null, 2)}</pre>
    </section>
  );
}
