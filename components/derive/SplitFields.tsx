import type { DeriveEntry, DeriveSubject } from "../../lib/browser/derive_form.ts";
import { errorAt, type FieldErrors } from "../../lib/browser/field_errors.ts";
import { Field } from "../Field.tsx";

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
      <Field id="derive-by" label="Split" help={HELP[entry.by]} error={errorAt(errors, "/by")}>
        {(control) => (
          <select
            {...control}
            value={entry.by}
            onChange={(event) => onChange({ by: event.currentTarget.value as DeriveEntry["by"] })}
          >
            <option value="random">At random</option>
            <option value="order">By the order of rows</option>
            {subject.timeColumns.length > 0 && <option value="time">By time</option>}
          </select>
        )}
      </Field>
      {entry.by === "time" && subject.timeColumns.length > 1 && (
        <Field id="derive-time" label="Time" error={errorAt(errors, "/column")}>
          {(control) => (
            <select
              {...control}
              value={entry.timeColumn}
              onChange={(event) => onChange({ timeColumn: event.currentTarget.value })}
            >
              {subject.timeColumns.map((name) => <option key={name}>{name}</option>)}
            </select>
          )}
        </Field>
      )}
      <Field
        id="derive-share"
        label="Second part, in per cent"
        error={errorAt(errors, "/share")}
      >
        {(control) => (
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={entry.splitShare}
            onInput={(event) => onChange({ splitShare: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
