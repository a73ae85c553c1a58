import { formatCount, formatMetric } from "../../lib/base/format.ts";
import type { ModelAgreement } from "../../lib/explain/review/types.ts";
import type { FlaggedRows } from "../../lib/learning/metrics/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** What hybrids of models would flag. */
export function HybridTable({ agreement }: { agreement: ModelAgreement }) {
  const { all, majority, any, members, perClass } = agreement;
  const labelled = perClass.length > 0;
  const rules: [string, FlaggedRows][] = [
    ["Unanimous", all],
    ...(members.length > 2 ? [["Majority", majority] as [string, FlaggedRows]] : []),
    ["Any model", any],
  ];
  return (
    <ScrollTable label="Hybrids of the models chosen">
      <thead>
        <tr>
          <th scope="col">Hybrid</th>
          <th scope="col" class="number">Flagged</th>
          {labelled && <th scope="col" class="number">Precision</th>}
          {labelled && <th scope="col" class="number">Recall</th>}
        </tr>
      </thead>
      <tbody>
        {rules.map(([name, { flagged, precision, recall }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{formatCount(flagged)}</td>
            {labelled && <td class="number">{formatMetric(precision)}</td>}
            {labelled && <td class="number">{formatMetric(recall)}</td>}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
