import { type Signal, useSignal } from "@preact/signals";
import type { Rule } from "../../lib/resources/alert_rule.ts";
import { type ListedDestination, ruleWords } from "../../lib/web/live/alert_forms.ts";
import {
  describeRecipients,
  type NamedModel,
  type PendingDelete,
  withChanged,
  without,
} from "./alert_settings.ts";
import { AlertSection } from "./AlertSection.tsx";
import { RuleDialog } from "./RuleDialog.tsx";

interface RuleListProps {
  rules: Signal<Rule[]>;
  destinations: ListedDestination[];
  models: NamedModel[];
  onDelete: (rule: PendingDelete) => void;
}

/** The rules, and the dialog that makes and changes them. */
export function RuleList({ rules, destinations, models, onDelete }: RuleListProps) {
  /** `null` in it: a new one. */
  const form = useSignal<{ rule: Rule | null } | null>(null);
  return (
    <AlertSection
      id="rules-title"
      title="Rules"
      action="New rule"
      onAction={() => form.value = { rule: null }}
    >
      {rules.value.length === 0 && <p class="muted">No rules yet. Add one to be alerted.</p>}
      <ul class="source-list">
        {rules.value.map((rule) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            model={models.find(({ id }) => id === rule.model)?.name ?? null}
            destinations={destinations}
            onChange={() => form.value = { rule }}
            onDelete={() =>
              onDelete({
                path: `/alerts/rules/${rule.id}`,
                name: rule.name,
                after: () => rules.value = without(rules.value, rule.id),
              })}
          />
        ))}
      </ul>
      {form.value && (
        <RuleDialog
          rule={form.value.rule}
          models={models}
          destinations={destinations}
          onSaved={(rule) => rules.value = withChanged(rules.value, rule)}
          onClose={() => form.value = null}
        />
      )}
    </AlertSection>
  );
}

interface RuleLineProps {
  rule: Rule;
  /** Name of its model; `null` for any. */
  model: string | null;
  destinations: ListedDestination[];
  onChange: () => void;
  onDelete: () => void;
}

function RuleLine({ rule, model, destinations, onChange, onDelete }: RuleLineProps) {
  return (
    <li>
      <div>
        <div class="row">
          <strong class="break">{rule.name}</strong>
          {!rule.enabled && <span class="badge badge-plain">disabled</span>}
        </div>
        <p class="small muted break">
          {ruleWords(rule, model)} {describeRecipients(rule, destinations)}
        </p>
      </div>
      <div class="row">
        <button type="button" class="button button-small" onClick={onChange}>
          Edit<span class="visually-hidden">: {rule.name}</span>
        </button>
        <button type="button" class="button button-small button-danger" onClick={onDelete}>
          Delete<span class="visually-hidden">: {rule.name}</span>
        </button>
      </div>
    </li>
  );
}
