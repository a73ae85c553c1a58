import { errorAt, type FieldErrors } from "../../lib/browser/field_errors.ts";
import type { TrainEntry } from "../../lib/browser/train_form.ts";
import { Field } from "../Field.tsx";

interface OptionFieldsProps {
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Encoding, scaling, duplicates, seed and name. */
export function OptionFields({ entry, errors, onChange }: OptionFieldsProps) {
  return (
    <div class="stack">
      <div class="fields">
        <Field
          id="encoding"
          label="Encoding of categories"
          help="One-hot gives each category a column. Label numbering is smaller, but puts categories in an order that means nothing."
          error={errorAt(errors, "/encoding")}
        >
          {(control) => (
            <select
              {...control}
              value={entry.encoding}
              onChange={(event) =>
                onChange({
                  ...entry,
                  encoding: event.currentTarget.value as TrainEntry["encoding"],
                })}
            >
              <option value="one-hot">One-hot</option>
              <option value="label">Label numbers</option>
            </select>
          )}
        </Field>
        <Field
          id="scaling"
          label="Scaling of numbers"
          help="Standard: mean 0, deviation 1. Min-max: 0 to 1. Logarithm: for values that span many sizes, before standard. Values beyond five deviations are cut."
          error={errorAt(errors, "/scaling")}
        >
          {(control) => (
            <select
              {...control}
              value={entry.scaling}
              onChange={(event) =>
                onChange({
                  ...entry,
                  scaling: event.currentTarget.value as TrainEntry["scaling"],
                })}
            >
              <option value="standard">Standard</option>
              <option value="min-max">Min-max</option>
              <option value="log-standard">Logarithm, then standard</option>
            </select>
          )}
        </Field>
        <Field
          id="seed"
          label="Seed"
          help="The same seed on the same data gives the same result."
          error={errorAt(errors, "/seed")}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={entry.seed}
              onInput={(event) => onChange({ ...entry, seed: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          id="run-name"
          label="Name (optional)"
          help="To find the run again. Otherwise it is named after its detectors and data."
          error={errorAt(errors, "/name")}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              autoComplete="off"
              maxLength={200}
              value={entry.name}
              onInput={(event) => onChange({ ...entry, name: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div class="choice">
        <input
          type="checkbox"
          id="drop-duplicates"
          checked={entry.dropDuplicates}
          aria-describedby="drop-duplicates-help"
          onChange={(event) => onChange({ ...entry, dropDuplicates: event.currentTarget.checked })}
        />
        <span>
          <label for="drop-duplicates">Drop exact duplicates</label>
          <span class="help" id="drop-duplicates-help">
            Repeated rows count once, in training and in the test. Figures are then not comparable
            with results on the full data.
          </span>
        </span>
      </div>
    </div>
  );
}
