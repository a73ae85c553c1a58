import type { DeriveEntry, DeriveSubject } from "../../lib/web/datasets/derive_form.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";

/** What the fields of the form share. */
export interface DeriveFieldsProps {
  subject: DeriveSubject;
  entry: DeriveEntry;
  errors: FieldErrors;
  onChange: (changed: Partial<DeriveEntry>) => void;
}

const HELP: Record<DeriveEntry["by"], string> = {
  random: "Rows are drawn at random into the second part.",
  order: "The last rows are the second part.",
  time: "The latest rows are the second part: train on the past, test on what came after.",
};

/** How to cut a dataset in two. */
export function SplitFields({ subject, entry, errors, onChange }: DeriveFieldsProps) {
  return (
    <>
      <SelectField
        id="derive-by"
        label="Split"
        help={HELP[entry.by]}
        error={errorAt(errors, "/by")}
        value={entry.by}
        onChange={(by) => onChange({ by })}
      >
        <option value="random">At random</option>
        <option value="order">By the order of rows</option>
        {subject.timeColumns.length > 0 && <option value="time">By time</option>}
      </SelectField>
      {entry.by === "time" && subject.timeColumns.length > 1 && (
        <SelectField
          id="derive-time"
          label="Time"
          error={errorAt(errors, "/column")}
          value={entry.timeColumn}
          onChange={(timeColumn) => onChange({ timeColumn })}
        >
          {subject.timeColumns.map((name) => <option key={name}>{name}</option>)}
        </SelectField>
      )}
      <TextField
        id="derive-share"
        label="Size of second part (%)"
        error={errorAt(errors, "/share")}
        inputMode="decimal"
        value={entry.splitShare}
        onChange={(splitShare) => onChange({ splitShare })}
      />
    </>
  );
}
