import { trainedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { Icon } from "../Icon.tsx";

/** The files that a run can be exported as. */
export function ExportMenu({ run }: { run: Run }) {
  const { id } = run;
  return (
    <details class="menu">
      <summary class="button">
        <Icon name="download" /> Export
      </summary>
      <ul>
        <li>
          <a href={`/api/v1/runs/${id}/report.html`}>Report (HTML)</a>
        </li>
        <li>
          <a href={`/api/v1/runs/${id}/scores.csv`} download>Scores (CSV)</a>
        </li>
        <li>
          <a href={`/api/v1/runs/${id}/scores.parquet`} download>Scores (Parquet)</a>
        </li>
        {trainedDetectors(run).map(({ title, result: { model } }) => (
          <li key={model}>
            <a href={`/api/v1/models/${model}/bundle.zip`} download>{title} (ZIP)</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
