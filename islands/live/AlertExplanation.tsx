import type { Alert } from "../../lib/resources/alert.ts";
import type { Prediction } from "../../lib/resources/model.ts";
import { ContributionChart } from "../charts/ContributionChart.tsx";

interface AlertExplanationProps {
  record: Alert["record"];
  explanation: Prediction;
}

/** Why the record of an alert has its score. */
export function AlertExplanation({ record, explanation }: AlertExplanationProps) {
  return (
    <div class="stack">
      <ContributionChart contributions={explanation.contributions} />
      <details>
        <summary>Show the record</summary>
        <dl class="record">
          {Object.entries(record).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === null ? "n/a" : String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
