import type { Alert } from "../../lib/resources/alert.ts";
import { STATE_NAMES, VERDICT_NAMES } from "../../lib/web/alerts/describe_alert.ts";

const TONES = { open: "warning", acknowledged: "busy", closed: "plain" } as const;

/** What people have come to with an alert. */
export function AlertStateBadge({ alert }: { alert: Alert }) {
  const { state, verdict, suppressedBy } = alert;
  return (
    <span class="row alert-state">
      <span class={`badge badge-${TONES[state]}`}>{STATE_NAMES[state]}</span>
      {verdict && (
        <span class={`badge badge-${verdict === "attack" ? "bad" : "good"}`}>
          {VERDICT_NAMES[verdict]}
        </span>
      )}
      {suppressedBy !== null && <span class="badge badge-plain">Muted</span>}
    </span>
  );
}
