import { useSignal } from "@preact/signals";
import {
  type ListedDestination,
  ruleRequest,
  type RuleTexts,
  ruleTexts,
} from "../../lib/web/live/alert_forms.ts";
import { callApi } from "../../lib/web/api.ts";
import { ALERT_SOURCES } from "../../lib/resources/choices.ts";
import type { Rule } from "../../lib/resources/alert_rule.ts";
import { SOURCE_NAMES } from "../../lib/web/alerts/describe_alert.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

/** What rules count, by what they watch. */
const COUNT_LABELS = {
  live: "At least N anomalies",
  batch: "At least N flagged records",
  detection: "At least N findings",
  sensor: "At least N findings about the host",
} as const;

interface RuleDialogProps {
  /** `null` for a new one. */
  rule: Rule | null;
  models: { id: string; name: string }[];
  destinations: ListedDestination[];
  onSaved: (rule: Rule) => void;
  onClose: () => void;
}

/** Makes a rule or changes one. */
export function RuleDialog({ rule, models, destinations, onSaved, onClose }: RuleDialogProps) {
  const texts = useSignal(ruleTexts(rule));
  const set = (change: Partial<RuleTexts>) => texts.value = { ...texts.value, ...change };
  const now = texts.value;
  const isLive = now.source === "live";
  const isAboutHosts = now.source === "detection" || now.source === "sensor";

  async function save(): Promise<void> {
    const request = ruleRequest(texts.value);
    onSaved(
      rule
        ? await callApi<Rule>("PUT", `/alerts/rules/${rule.id}`, request)
        : await callApi<Rule>("POST", "/alerts/rules", request),
    );
  }

  return (
    <FormDialog
      title={rule ? "Edit rule" : "New rule"}
      onClose={onClose}
      onSubmit={save}
    >
      {(errors) => (
        <>
          <TextField
            id="rule-name"
            label="Name"
            maxLength={120}
            error={errors["/name"]}
            value={now.name}
            onChange={(name) => set({ name })}
          />
          <SelectField
            id="rule-source"
            label="Watches"
            error={errors["/source"]}
            value={now.source}
            onChange={(source) => set({ source })}
          >
            {ALERT_SOURCES.map((source) => (
              <option key={source} value={source}>{SOURCE_NAMES[source]}</option>
            ))}
          </SelectField>
          {!isAboutHosts && (
            <SelectField
              id="rule-model"
              label="Model"
              error={errors["/model"]}
              value={now.model}
              onChange={(model) => set({ model })}
            >
              <option value="">Any model</option>
              {models.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </SelectField>
          )}
          <SelectField
            id="rule-severity"
            label={now.source === "detection" ? "Severity of the host" : "Severity"}
            error={errors["/severity"]}
            value={now.severity}
            onChange={(severity) => set({ severity })}
          >
            <option value="low">Any anomaly</option>
            <option value="medium">Medium or higher</option>
            <option value="high">High or higher</option>
            <option value="critical">Critical</option>
          </SelectField>
          {isLive && (
            <TextField
              id="rule-entity"
              label="Group alerts by"
              help="A column such as service or src_ip; one alert for each value. Leave empty for a single alert."
              error={errors["/entity"]}
              value={now.entity}
              onChange={(entity) => set({ entity })}
            />
          )}
          <div class="fields fields-narrow">
            {isLive && (
              <>
                <TextField
                  id="rule-where"
                  label="Only where column"
                  error={errors["/where/column"]}
                  value={now.whereColumn}
                  onChange={(whereColumn) => set({ whereColumn })}
                />
                <TextField
                  id="rule-value"
                  label="has the value"
                  error={errors["/where/value"]}
                  value={now.whereValue}
                  onChange={(whereValue) => set({ whereValue })}
                />
              </>
            )}
            <TextField
              id="rule-count"
              label={COUNT_LABELS[now.source]}
              inputMode="numeric"
              error={errors["/count"]}
              value={now.count}
              onChange={(count) => set({ count })}
            />
            {isLive && (
              <TextField
                id="rule-window"
                label="within (seconds)"
                inputMode="numeric"
                error={errors["/windowSeconds"]}
                value={now.windowSeconds}
                onChange={(windowSeconds) => set({ windowSeconds })}
              />
            )}
          </div>
          <fieldset>
            <legend>Send to</legend>
            {destinations.length === 0 && (
              <p class="help">No destination yet: the alert appears only in Netsift.</p>
            )}
            {destinations.map(({ id, name }) => (
              <Checkbox
                key={id}
                id={`rule-to-${id}`}
                label={name}
                checked={now.destinations.includes(id)}
                onChange={(checked) =>
                  set({
                    destinations: checked
                      ? [...now.destinations, id]
                      : now.destinations.filter((each) => each !== id),
                  })}
              />
            ))}
          </fieldset>
          <Checkbox
            id="rule-enabled"
            label="Enabled"
            checked={now.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </>
      )}
    </FormDialog>
  );
}
