import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Alert } from "../lib/resources/alert.ts";
import type { Rule } from "../lib/resources/alert_rule.ts";
import type { Suppression } from "../lib/resources/alert_suppression.ts";
import { callApi } from "../lib/web/api.ts";
import type { ListedDestination } from "../lib/web/live/alert_forms.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import { type NamedModel, type PendingDelete, withChanged } from "./alerts/alert_settings.ts";
import { AlertSection } from "./alerts/AlertSection.tsx";
import { DestinationList } from "./alerts/DestinationList.tsx";
import { RuleList } from "./alerts/RuleList.tsx";
import { SuppressionList } from "./alerts/SuppressionList.tsx";
import { ConfirmDialog } from "./dialogs/ConfirmDialog.tsx";
import { AlertCard } from "./live/AlertCard.tsx";

interface AlertSettingsProps {
  alerts: JsonText<Alert[]>;
  rules: Rule[];
  destinations: ListedDestination[];
  suppressions: Suppression[];
  models: NamedModel[];
  /** When the page was made, in milliseconds. */
  now: number;
}

/** Alerts of all models, and the rules, destinations and suppressions behind them. */
export function AlertSettings(props: AlertSettingsProps) {
  const alerts = useSignal(useMemo(() => fromJsonText(props.alerts), []));
  const rules = useSignal(props.rules);
  const destinations = useSignal(props.destinations);
  const suppressions = useSignal(props.suppressions);
  const pending = useSignal<PendingDelete | null>(null);
  const { models, now } = props;
  const ask = (what: PendingDelete) => pending.value = what;

  async function remove({ path, after }: PendingDelete): Promise<void> {
    await callApi("DELETE", path);
    after();
  }

  return (
    <div class="live-columns">
      <AlertSection id="alerts-title" title="Newest alerts">
        {alerts.value.length === 0
          ? (
            <p class="muted">
              None yet. Alerts come from records that are scored over the API or replayed on the
              {" "}
              <a href="/live">Live</a> page.
            </p>
          )
          : (
            <ul class="alert-list" tabIndex={0} aria-label="Newest alerts">
              {alerts.value.map((alert) => (
                <AlertCard
                  key={alert.id}
                  alert={alert}
                  withModel
                  onChange={(changed) => alerts.value = withChanged(alerts.value, changed)}
                />
              ))}
            </ul>
          )}
      </AlertSection>
      <div class="stack-large">
        <RuleList rules={rules} destinations={destinations.value} models={models} onDelete={ask} />
        <DestinationList
          destinations={destinations}
          onDelete={ask}
          onDeleted={(id) => {
            rules.value = rules.value.map((rule) => ({
              ...rule,
              destinations: rule.destinations.filter((each) => each !== id),
            }));
          }}
        />
        <SuppressionList
          suppressions={suppressions}
          rules={rules.value}
          models={models}
          now={now}
          onDelete={ask}
        />
      </div>
      {pending.value && (
        <ConfirmDialog
          title={`Delete "${pending.value.name}"?`}
          action="Delete"
          onClose={() => pending.value = null}
          onConfirm={() => remove(pending.value!)}
        />
      )}
    </div>
  );
}
