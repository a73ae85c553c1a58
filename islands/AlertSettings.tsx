import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { DestinationDialog, type SavedDestination } from "./alerts/DestinationDialog.tsx";
import { DestinationLine } from "./alerts/DestinationLine.tsx";
import { RuleDialog } from "./alerts/RuleDialog.tsx";
import { SuppressionDialog } from "./alerts/SuppressionDialog.tsx";
import { AlertCard } from "./live/AlertCard.tsx";
import { Notice } from "../components/Notice.tsx";
import { ruleWords, type ShownDestination } from "../lib/web/live/alert_forms.ts";
import { callApi } from "../lib/web/api.ts";
import { formatDateTime } from "../lib/base/format.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import { errorMessage } from "../lib/web/problem.ts";
import type { Alert } from "../lib/alerts/alert.ts";
import type { Rule } from "../lib/alerts/rule.ts";
import type { Suppression } from "../lib/alerts/suppression.ts";

interface AlertSettingsProps {
  alerts: JsonText<Alert[]>;
  rules: Rule[];
  destinations: ShownDestination[];
  suppressions: Suppression[];
  models: { id: string; name: string }[];
  /** When the page was made, in milliseconds. */
  now: number;
}

/** Something that can be deleted: its path, what it is, and what is done afterwards. */
interface PendingDelete {
  path: string;
  name: string;
  after: () => void;
}

/** Alerts of all models, and the rules, destinations and suppressions behind them. */
export function AlertSettings(props: AlertSettingsProps) {
  const alerts = useSignal(useMemo(() => fromJsonText(props.alerts), []));
  const rules = useSignal(props.rules);
  const destinations = useSignal(props.destinations);
  const suppressions = useSignal(props.suppressions);
  const ruleForm = useSignal<{ rule: Rule | null } | null>(null);
  const destinationForm = useSignal<{ destination: ShownDestination | null } | null>(null);
  const isSuppressing = useSignal(false);
  const secret = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);
  const { models, now } = props;

  async function remove({ path, name, after }: PendingDelete): Promise<void> {
    if (!confirm(`Delete "${name}"?`)) return;
    error.value = null;
    try {
      await callApi("DELETE", path);
      after();
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
  }

  const savedDestination = ({ secret: whole, ...saved }: SavedDestination) => {
    secret.value = whole ?? null;
    destinations.value = withChanged(destinations.value, {
      ...saved,
      ...(whole && { secretEnd: whole.slice(-4) }),
    });
  };

  return (
    <div class="stack-large">
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
      <div class="live-columns">
        <Section id="alerts-title" title="Newest alerts">
          {alerts.value.length === 0
            ? (
              <p class="muted">
                None yet. Alerts come from records that are scored over the API or replayed on the
                page <a href="/live">Live</a>.
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
        </Section>
        <div class="stack-large">
          <Section
            id="rules-title"
            title="Rules"
            action="New rule"
            onAction={() => ruleForm.value = { rule: null }}
          >
            {rules.value.length === 0 && (
              <p class="muted">Without a rule nothing raises an alert.</p>
            )}
            <ul class="source-list">
              {rules.value.map((rule) => (
                <li key={rule.id}>
                  <div>
                    <div class="row">
                      <strong class="break">{rule.name}</strong>
                      {!rule.enabled && <span class="badge badge-plain">disabled</span>}
                    </div>
                    <p class="small muted break">
                      {ruleWords(rule, models.find(({ id }) => id === rule.model)?.name ?? null)}
                      {" "}
                      {sentTo(rule, destinations.value)}
                    </p>
                  </div>
                  <div class="row">
                    <button
                      type="button"
                      class="button button-small"
                      onClick={() => ruleForm.value = { rule }}
                    >
                      Change<span class="visually-hidden">: {rule.name}</span>
                    </button>
                    <button
                      type="button"
                      class="button button-small button-danger"
                      onClick={() =>
                        remove({
                          path: `/alerts/rules/${rule.id}`,
                          name: rule.name,
                          after: () => rules.value = without(rules.value, rule.id),
                        })}
                    >
                      Delete<span class="visually-hidden">: {rule.name}</span>
                    </button>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
          <Section
            id="destinations-title"
            title="Destinations"
            action="New destination"
            onAction={() => destinationForm.value = { destination: null }}
          >
            {secret.value && (
              <Notice>
                The secret of the new webhook, shown this once:{" "}
                <code class="break">{secret.value}</code>
              </Notice>
            )}
            {destinations.value.length === 0 && (
              <p class="muted">
                Alerts appear only in Netsift; add a destination to send them elsewhere.
              </p>
            )}
            <ul class="source-list">
              {destinations.value.map((destination) => (
                <DestinationLine
                  key={destination.id}
                  destination={destination}
                  onChange={() => destinationForm.value = { destination }}
                  onDelete={() =>
                    remove({
                      path: `/alerts/destinations/${destination.id}`,
                      name: destination.name,
                      after: () => {
                        destinations.value = without(destinations.value, destination.id);
                        rules.value = rules.value.map((rule) => ({
                          ...rule,
                          destinations: rule.destinations.filter((id) => id !== destination.id),
                        }));
                      },
                    })}
                />
              ))}
            </ul>
          </Section>
          <Section
            id="suppressions-title"
            title="Suppressions"
            action="New suppression"
            onAction={() => isSuppressing.value = true}
          >
            {suppressions.value.length === 0 && (
              <p class="muted">None yet. Muting an alert creates one.</p>
            )}
            <ul class="source-list">
              {suppressions.value.map((suppression) => (
                <li key={suppression.id}>
                  <div>
                    <div class="row">
                      <strong class="break">{suppression.comment}</strong>
                      {Date.parse(suppression.expiresAt) <= now && (
                        <span class="badge badge-plain">ended</span>
                      )}
                    </div>
                    <p class="small muted break">
                      {suppressed(suppression, rules.value, models)} Until{" "}
                      {formatDateTime(suppression.expiresAt)}.
                    </p>
                  </div>
                  <button
                    type="button"
                    class="button button-small button-danger"
                    onClick={() =>
                      remove({
                        path: `/alerts/suppressions/${suppression.id}`,
                        name: suppression.comment,
                        after: () => {
                          suppressions.value = without(suppressions.value, suppression.id);
                        },
                      })}
                  >
                    Delete<span class="visually-hidden">: {suppression.comment}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
      {ruleForm.value && (
        <RuleDialog
          rule={ruleForm.value.rule}
          models={models}
          destinations={destinations.value}
          onSaved={(rule) => rules.value = withChanged(rules.value, rule)}
          onClose={() => ruleForm.value = null}
        />
      )}
      {destinationForm.value && (
        <DestinationDialog
          destination={destinationForm.value.destination}
          onSaved={savedDestination}
          onClose={() => destinationForm.value = null}
        />
      )}
      {isSuppressing.value && (
        <SuppressionDialog
          rules={rules.value}
          models={models}
          onSaved={(made) => suppressions.value = [...suppressions.value, made]}
          onClose={() => isSuppressing.value = false}
        />
      )}
    </div>
  );
}

function Section({ id, title, action, onAction, children }: {
  id: string;
  title: string;
  action?: string;
  onAction?: () => void;
  children: ComponentChildren;
}) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <div class="row-between">
        <h2 id={id}>{title}</h2>
        {action && (
          <button type="button" class="button" disabled={!IS_BROWSER} onClick={onAction}>
            {action}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}

function withChanged<Thing extends { id: string }>(list: Thing[], thing: Thing): Thing[] {
  return list.some(({ id }) => id === thing.id)
    ? list.map((each) => each.id === thing.id ? { ...each, ...thing } : each)
    : [...list, thing];
}

function without<Thing extends { id: string }>(list: Thing[], id: string): Thing[] {
  return list.filter((each) => each.id !== id);
}

function sentTo(rule: Rule, destinations: ShownDestination[]): string {
  const names = destinations.filter(({ id }) => rule.destinations.includes(id)).map(({ name }) =>
    name
  );
  return names.length === 0 ? "Shown on the pages." : `Sent to ${names.join(", ")}.`;
}

function suppressed(
  { rule, model, entity }: Suppression,
  rules: Rule[],
  models: { id: string; name: string }[],
): string {
  const parts = [
    rule === null ? "any rule" : rules.find(({ id }) => id === rule)?.name ?? "a deleted rule",
    model === null ? "any model" : models.find(({ id }) => id === model)?.name ?? "a deleted model",
    ...(entity ? [`${entity.column} ${entity.value}`] : []),
  ];
  return `Alerts of ${parts.join(", ")}.`;
}
