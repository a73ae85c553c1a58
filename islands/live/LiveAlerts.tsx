import type { Alert } from "../../lib/resources/alert.ts";
import { AlertCard } from "./AlertCard.tsx";

interface LiveAlertsProps {
  alerts: Alert[];
  onChange: (alert: Alert) => void;
}

/** The newest alerts of a model. */
export function LiveAlerts({ alerts, onChange }: LiveAlertsProps) {
  const open = alerts.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  return (
    <section class="card stack" aria-labelledby="alerts-title">
      <div class="row-between">
        <h2 id="alerts-title">Newest alerts</h2>
        <span class="muted">
          {open} open · <a href="/alerts">Rules</a>
        </span>
      </div>
      {alerts.length === 0
        ? <p class="muted">No rule has raised an alert.</p>
        : (
          <ul class="alert-list" tabIndex={0} aria-label="Newest alerts">
            {alerts.map((alert) => <AlertCard key={alert.id} alert={alert} onChange={onChange} />)}
          </ul>
        )}
    </section>
  );
}
