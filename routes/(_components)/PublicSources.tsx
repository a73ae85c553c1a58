import { ApiButton } from "../../islands/ApiButton.tsx";
import { formatBytes, formatPlural } from "../../lib/base/format.ts";
import { PUBLIC_SOURCES } from "../../lib/datasets/download/sources.ts";

/** Public datasets, one click each. */
export function PublicSources() {
  return (
    <ul class="source-list">
      {PUBLIC_SOURCES.map(({ id, title, summary, rows, size, attribution, page }) => (
        <li key={id}>
          <div>
            <h3 id={`source-${id}`}>{title}</h3>
            <p>
              {summary} {formatPlural(rows, "row")}, {size.isExact ? "" : "about "}
              {formatBytes(size.bytes)}.
            </p>
            <p class="help">
              <a href={page} rel="noreferrer">{attribution}</a>
            </p>
          </div>
          <div role="group" aria-labelledby={`source-${id}`}>
            <ApiButton
              label="Download"
              icon="download"
              method="POST"
              path={`/sources/${id}/download`}
              next="/datasets/{id}"
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
