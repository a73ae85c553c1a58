import { IS_BROWSER } from "fresh/runtime";
import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { LabelCount } from "../../lib/resources/dataset.ts";
import { Bar } from "../../components/Bar.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";

interface LabelTableProps {
  labels: LabelCount[];
  rows: number;
  /** The labels that are ticked as normal. */
  normal: ReadonlySet<string>;
  /** Id of the text that says what is wrong with the choice. */
  errorId: string | undefined;
  onChange: (label: string, normal: boolean) => void;
}

/** How often each label occurs, as bars and numbers, and which of them are normal traffic. */
export function LabelTable({ labels, rows, normal, errorId, onChange }: LabelTableProps) {
  const most = Math.log1p(Math.max(...labels.map(({ count }) => count)));
  const hasDropped = labels.some(({ dropped }) => dropped > 0);
  return (
    <ScrollTable label="Labels" tall>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Normal</th>
          <th scope="col" class="number">Rows</th>
          <th scope="col" class="number">Share</th>
          <th scope="col" class="number">Duplicates</th>
          {hasDropped && <th scope="col" class="number">Left out</th>}
          <th scope="col">
            <span class="visually-hidden">Bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {labels.map(({ name, count, duplicates, dropped }, index) => (
          <tr key={name}>
            <th scope="row" class="name-cell">
              <label for={`normal-${index}`}>{name || "(no label)"}</label>
            </th>
            <td class="tick">
              <input
                type="checkbox"
                id={`normal-${index}`}
                aria-label={`${name || "(no label)"} is normal`}
                aria-invalid={errorId && index === 0 ? "true" : undefined}
                aria-describedby={errorId}
                disabled={!IS_BROWSER}
                checked={normal.has(name)}
                onChange={(event) => onChange(name, event.currentTarget.checked)}
              />
            </td>
            <td class="number">{formatCount(count)}</td>
            <td class="number">{formatShare(count / rows)}</td>
            <td class="number">
              <CountAndShare count={duplicates} of={count} />
            </td>
            {hasDropped && (
              <td class="number">
                <CountAndShare count={dropped} of={count} />
              </td>
            )}
            <td class="bar-cell">
              <Bar share={Math.log1p(count) / most} attack={name !== "" && !normal.has(name)} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** A part of a label's rows. */
function CountAndShare({ count, of }: { count: number; of: number }) {
  return (
    <>
      {formatCount(count)} {count > 0 && <span class="muted">({formatShare(count / of)})</span>}
    </>
  );
}
