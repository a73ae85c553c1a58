import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { RunResult } from "../../lib/resources/run.ts";
import { Bar } from "../Bar.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

interface RecallTableProps {
  /** Of the models. */
  titles: string[];
  results: RunResult[];
  /** Category of attack by label, where it is known. */
  categories: Record<string, string>;
}

/** For every label of the test data, the share of rows that each model flagged. */
export function RecallTable({ titles, results, categories }: RecallTableProps) {
  const labels = results[0].perClass.toSorted((a, b) =>
    Number(a.attack) - Number(b.attack) || b.rows - a.rows
  );
  const categoryOf = (label: string) => Object.hasOwn(categories, label) ? categories[label] : "";
  const categorised = labels.some(({ label }) => Object.hasOwn(categories, label));
  return (
    <ScrollTable label="Recall for each label" tall pinned>
      <thead>
        <tr>
          <th scope="col">Label</th>
          {categorised && <th scope="col">Category</th>}
          <th scope="col" class="number">Test rows</th>
          {titles.map((title) => <th key={title} scope="col">{title}: flagged</th>)}
        </tr>
      </thead>
      <tbody>
        {labels.map(({ label, attack, rows }) => (
          <tr key={label}>
            <th scope="row" class="name-cell">
              {label} {!attack && <span class="muted">(false alarms)</span>}
            </th>
            {categorised && <td>{attack ? categoryOf(label) : ""}</td>}
            <td class="number">{formatCount(rows)}</td>
            {results.map(({ model, perClass }) => {
              const flagged = perClass.find((one) => one.label === label)?.flagged ?? 0;
              return (
                <td key={model} class="bar-cell">
                  {formatShare(flagged / rows)} <span class="muted">({formatCount(flagged)})</span>
                  <Bar share={flagged / rows} attack={attack} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
