import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { LabelRecall } from "../../lib/benchmarks/report.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** What is flagged of each label, folded up. */
export function RecallByLabel({ recall: { models, labels } }: { recall: LabelRecall }) {
  return (
    <details>
      <summary>Rows of each label that are flagged, trained on normal rows only</summary>
      <ScrollTable label="Rows of each label that are flagged">
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col" class="number">Test rows</th>
            {models.map((model) => <th key={model} scope="col" class="number">{model}</th>)}
          </tr>
        </thead>
        <tbody>
          {labels.map(({ label, attack, rows, flagged }) => (
            <tr key={label}>
              <th scope="row">{attack ? label : `${label} (normal)`}</th>
              <td class="number">{formatCount(rows)}</td>
              {flagged.map((share, i) => (
                <td key={models[i]} class="number">{formatShare(share)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  );
}
