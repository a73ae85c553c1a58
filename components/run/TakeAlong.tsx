import { modelTitles } from "../../lib/detectors/titles.ts";
import type { Run } from "../../lib/runs/types.ts";
import { Icon } from "../Icon.tsx";

/** What of a run can be kept elsewhere. */
export function TakeAlong({ run: { id, results } }: { run: Run }) {
  const titles = modelTitles(results.map(({ kind }) => kind));
  return (
    <details class="menu">
      <summary class="button">
        <Icon name="download" /> Take along
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
        {results.map(({ model }, index) => (
          <li key={model}>
            <a href={`/api/v1/models/${model}/bundle.zip`} download>{titles[index]} (ZIP)</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
