import { MISSING_POLICIES } from "../../lib/web/training/missing_policies.ts";

/** What each policy for missing and infinite values does. */
export function PolicyHelp() {
  return (
    <details>
      <summary>What to do with missing and infinite values</summary>
      <dl class="policy-help">
        {Object.entries(MISSING_POLICIES).map(([policy, { name, explanation }]) => (
          <div key={policy}>
            <dt>{name}</dt>
            <dd id={`policy-${policy}`}>{explanation}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
