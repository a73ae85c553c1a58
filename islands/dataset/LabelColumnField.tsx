import { IS_BROWSER } from "fresh/runtime";
import { Field } from "../../components/Field.tsx";
import { formatPlural } from "../../lib/base/format.ts";
import type { ColumnProfile } from "../../lib/resources/dataset.ts";

interface LabelColumnFieldProps {
  columns: ColumnProfile[];
  /** Name of the column; `null` for none. */
  value: string | null;
  error: string | undefined;
  onChange: (column: string | null) => void;
}

/** Which column is the label. */
export function LabelColumnField({ columns, value, error, onChange }: LabelColumnFieldProps) {
  return (
    <Field
      id="label-column"
      label="Label column"
      help="The column that holds the label of each row."
      error={error}
    >
      {(control) => (
        <select
          {...control}
          disabled={!IS_BROWSER}
          value={value === null ? "none" : `=${value}`}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onChange(chosen === "none" ? null : chosen.slice(1));
          }}
        >
          <option value="none">None</option>
          {columns.map(({ name, distinct }) => (
            <option key={name} value={`=${name}`}>
              {name} ({formatPlural(distinct, "value")})
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
