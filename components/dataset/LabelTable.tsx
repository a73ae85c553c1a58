import { formatCount, formatShare } from "../../lib/browser/format.ts";
import type { LabelCount } from "../../lib/datasets/types.ts";
import { Bar } from "../Bar.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

/** How often each label occurs, as bars and numbers. */
export function LabelTable({ labels, rows }: { labels: LabelCount[]; rows: number }) {
  const most = Math.log1p(Math.max(...labels.map(({ count }) => count)));
  return (
    <ScrollTable label="Labels" tall>
      <caption>Bars are on a logarithmic scale, so that rare labels can be seen.</caption>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Kind</th>
          <th scope="col" class="number">Rows</th>
          <th scope="col" class="number">Share</th>
          <th scope="col">
            <span class="visually-hidden">Bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {labels.map(({ name, count, attack }) => (
          <tr key={name}>
            <th scope="row" class="name-cell">{name}</th>
            <td>{attack ? "Attack" : "Normal"}</td>
            <td class="number">{formatCount(count)}</td>
            <td class="number">{formatShare(count / rows)}</td>
            <td class="bar-cell">
              <Bar share={Math.log1p(count) / most} attack={attack} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
