import { useSignal } from "@preact/signals";
import type { Rule } from "../lib/resources/alert_rule.ts";
import type { Suppression } from "../lib/resources/alert_suppression.ts";
import { callApi } from "../lib/web/api.ts";
import type { ListedDestination } from "../lib/web/live/alert_forms.ts";
import type { NamedModel, PendingDelete } from "./alerts/alert_settings.ts";
import { DestinationList } from "./alerts/DestinationList.tsx";
import { RuleList } from "./alerts/RuleList.tsx";
import { SuppressionList } from "./alerts/SuppressionList.tsx";
import { ConfirmDialog } from "./dialogs/ConfirmDialog.tsx";

interface AlertSettingsProps {
  rules: Rule[];
  destinations: ListedDestination[];
  suppressions: Suppression[];
  models: NamedModel[];
  /** When the page was made, in milliseconds. */
  now: number;
}

/** The rules, destinations and suppressions behind alerts. */
export function AlertSettings(props: AlertSettingsProps) {
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
    <>
      <div class="alert-settings">
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
    </>
  );
}
