import { IS_BROWSER } from "fresh/runtime";
import type { DatasetChange } from "../../lib/web/datasets/dataset_change.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { formatCount, formatNumber } from "../../lib/base/format.ts";
import { jsonPointer } from "../../lib/web/problem.ts";
import type { ColumnProfile } from "../../lib/resources/dataset.ts";
import { GapField } from "./GapField.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import { ValueBars } from "../../components/dataset/ValueBars.tsx";

interface ColumnRowProps {
  /** Ids of the controls begin with it. */
  id: string;
  column: ColumnProfile;
  rows: number;
  errors: FieldErrors;
  onChange: (change: DatasetChange) => void;
}

/** One column of a dataset. */
export function ColumnRow({ id, column, rows, errors, onChange }: ColumnRowProps) {
  const { name, distinct, min, max, mean, std } = column;
  return (
    <tr>
      <th scope="row" class="column-name">{name}</th>
      <td>
        <RoleSelect
          id={`${id}-role`}
          column={column}
          disabled={!IS_BROWSER}
          error={errorAt(errors, jsonPointer("columns", name))}
          onChange={(role) => onChange({ columns: { [name]: role } })}
        />
      </td>
      <td>
        <ValueBars column={column} rows={rows} />
      </td>
      <td>
        <GapField
          id={`${id}-policy`}
          column={column}
          disabled={!IS_BROWSER}
          error={errorAt(errors, jsonPointer("missing", name))}
          onChange={(policy) => onChange({ missing: { [name]: policy } })}
        />
      </td>
      <td class="number">{formatCount(distinct)}</td>
      {[min, max, mean, std].map((value, index) => (
        <td key={index} class="number">{value === null ? "" : formatNumber(value)}</td>
      ))}
    </tr>
  );
}
