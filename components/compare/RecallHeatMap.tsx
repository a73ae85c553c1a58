import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { ComparedHead } from "./ComparedHead.tsx";

interface RecallHeatMapProps {
  models: ComparedModel[];
  /** Category of attack by label, where it is known. */
  categories: Record<string, string>;
}

/** For each label the share of its records that each model flags, shaded by it. */
export function RecallHeatMap({ models, categories }: RecallHeatMapProps) {
  const labels = labelsOf(models);
  const categoryOf = (label: string) => Object.hasOwn(categories, label) ? categories[label] : "";
  const categorised = labels.some(({ label }) => Object.hasOwn(categories, label));
  return (
    <ScrollTable label="Recall for each label" tall pinned>
      <caption>
        Share of the records of each label that are flagged, with counts. A stronger colour means
        more: good for attacks, false alarms for normal traffic.
      </caption>
      <ComparedHead models={models} first="Label">
        {categorised && <th scope="col">Category</th>}
      </ComparedHead>
      <tbody>
        {labels.map(({ label, attack }) => (
          <tr key={label}>
            <th scope="row" class="name-cell">
              {label} {!attack && <span class="muted">(false alarms)</span>}
            </th>
            {categorised && <td class="nowrap">{attack ? categoryOf(label) : ""}</td>}
            {models.map(({ result }) => {
              const found = result.perClass.find((each) => each.label === label);
              if (!found) return <td key={result.model} class="number muted">not in the test</td>;
              const share = found.flagged / found.rows;
              return (
                <td
                  key={result.model}
                  class={attack ? "number heat" : "number heat heat-wrong"}
                  style={{ "--heat": `${(share * 42).toFixed(1)}%` }}
                >
                  {formatShare(share)}{" "}
                  <span class="small">
                    ({formatCount(found.flagged)} of {formatCount(found.rows)})
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The labels of all tests, normal ones first, then the most frequent attacks. */
function labelsOf(models: ComparedModel[]): { label: string; attack: boolean }[] {
  const rows = new Map<string, { label: string; attack: boolean; rows: number }>();
  for (const { result } of models) {
    for (const each of result.perClass) {
      if ((rows.get(each.label)?.rows ?? 0) < each.rows) rows.set(each.label, each);
    }
  }
  return [...rows.values()].sort((a, b) => Number(a.attack) - Number(b.attack) || b.rows - a.rows);
}
