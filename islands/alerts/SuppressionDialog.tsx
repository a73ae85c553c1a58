import { useSignal } from "@preact/signals";
import { callApi } from "../../lib/web/api.ts";
import type { Rule } from "../../lib/resources/alert_rule.ts";
import type { Suppression } from "../../lib/resources/alert_suppression.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

const LENGTHS = {
  "60": "1 hour",
  "480": "8 hours",
  "1440": "1 day",
  "10080": "1 week",
  "43200": "30 days",
};

interface SuppressionDialogProps {
  rules: Rule[];
  models: { id: string; name: string }[];
  onSaved: (suppression: Suppression) => void;
  onClose: () => void;
}

/** Makes a suppression. */
export function SuppressionDialog({ rules, models, onSaved, onClose }: SuppressionDialogProps) {
  const texts = useSignal({
    comment: "",
    rule: "",
    model: "",
    column: "",
    value: "",
    minutes: "60",
  });
  const set = (change: Partial<typeof texts.value>) => texts.value = { ...texts.value, ...change };
  const now = texts.value;

  async function save(): Promise<void> {
    const { comment, rule, model, column, value, minutes } = texts.value;
    onSaved(
      await callApi<Suppression>("POST", "/alerts/suppressions", {
        comment,
        rule: rule || null,
        model: model || null,
        entity: column.trim() ? { column, value } : null,
        minutes: Number(minutes),
      }),
    );
  }

  return (
    <FormDialog title="New suppression" onClose={onClose} onSubmit={save}>
      {(errors) => (
        <>
          <TextField
            id="suppression-comment"
            label="Reason"
            help="Visible to your team."
            maxLength={500}
            error={errors["/comment"]}
            value={now.comment}
            onChange={(comment) => set({ comment })}
          />
          <SelectField
            id="suppression-rule"
            label="Rule"
            value={now.rule}
            onChange={(rule) => set({ rule })}
          >
            <option value="">Any rule</option>
            {rules.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </SelectField>
          <SelectField
            id="suppression-model"
            label="Model"
            value={now.model}
            onChange={(model) => set({ model })}
          >
            <option value="">Any model</option>
            {models.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </SelectField>
          <div class="fields fields-narrow">
            <TextField
              id="suppression-column"
              label="Only alerts grouped by column"
              help="The column that the rule groups alerts by."
              error={errors["/entity/column"]}
              value={now.column}
              onChange={(column) => set({ column })}
            />
            <TextField
              id="suppression-value"
              label="with the value"
              error={errors["/entity/value"]}
              value={now.value}
              onChange={(value) => set({ value })}
            />
          </div>
          <SelectField
            id="suppression-minutes"
            label="For"
            error={errors["/minutes"]}
            value={now.minutes}
            onChange={(minutes) => set({ minutes })}
          >
            {Object.entries(LENGTHS).map(([minutes, text]) => (
              <option key={minutes} value={minutes}>{text}</option>
            ))}
          </SelectField>
        </>
      )}
    </FormDialog>
  );
}
