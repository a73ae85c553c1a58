import { formatPlural } from "../../lib/base/format.ts";
import type { Alert } from "../../lib/resources/alert.ts";
import { alertFacts, alertSubject } from "../../lib/web/alerts/describe_alert.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { Time } from "../Time.tsx";

interface OpenAlertsProps {
  /** The most severe open ones. */
  alerts: Alert[];
  /** How many alerts are open. */
  count: number;
  /** Whether any rule raises alerts. */
  hasRules: boolean;
}

/** The open alerts that are most severe; without any, why there are none. */
export function OpenAlerts({ alerts, count, hasRules }: OpenAlertsProps) {
  return (
    <section class="card stack" aria-labelledby="alerts-title">
      <div class="row-between">
        <h2 id="alerts-title">Open alerts</h2>
        {count > 0 && <a href="/alerts?state=open">All {formatPlural(count, "open alert")}</a>}
      </div>
      {alerts.length === 0
        ? hasRules ? <p class="muted">No open alerts.</p> : (
          <p class="muted">
            No rules yet. <a href="/alerts/rules">Add a rule</a> to be alerted to unusual hosts.
          </p>
        )
        : (
          <ol class="plain-list divided">
            {alerts.map((alert) => (
              <li key={alert.id}>
                <div class="row-between">
                  <span class="row">
                    <SeverityMark value={alert.severity.value} isShort />
                    <a href={`/alerts/${alert.id}`}>
                      <strong>{alertSubject(alert)}</strong>
                    </a>
                    {alert.assignee !== null && (
                      <span class="muted small">assigned to {alert.assignee}</span>
                    )}
                  </span>
                  <span class="muted small">
                    <Time at={alert.createdAt} />
                  </span>
                </div>
                <p>{alertFacts(alert)}</p>
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}
