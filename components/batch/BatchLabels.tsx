import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { BatchLabel } from "../../lib/resources/batch.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** How many rows of each label the models flag. */
export function BatchLabels({ labels, titles }: { labels: BatchLabel[]; titles: string[] }) {
  return (
    <section class="card stack" aria-labelledby="labels-title">
      <h2 id="labels-title">Flagged rows of each label</h2>
      <ScrollTable label="Flagged rows of each label" tall>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col" class="number">Rows</th>
            {titles.map((title) => <th key={title} scope="col" class="number">{title}</th>)}
            {titles.length > 1 && <th scope="col" class="number">All models</th>}
            {titles.length > 1 && <th scope="col" class="number">At least one</th>}
          </tr>
        </thead>
        <tbody>
          {labels.map(({ label, attack, rows, flagged, all, any }) => (
            <tr key={label}>
              <th scope="row" class="name-cell">
                {label} {!attack && <span class="muted">(normal)</span>}
              </th>
              <td class="number">{formatCount(rows)}</td>
              {[...flagged, ...titles.length > 1 ? [all, any] : []].map((count, index) => (
                <td key={index} class="number">
                  {formatCount(count)} <span class="muted">({formatShare(count / rows)})</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
