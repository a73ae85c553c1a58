import { ROLE_NAMES, roleChoices } from "../../lib/web/datasets/column_roles.ts";
import type { ColumnProfile, ColumnRole } from "../../lib/resources/dataset.ts";
import { FieldError } from "../../components/Field.tsx";

interface RoleSelectProps {
  id: string;
  column: ColumnProfile;
  disabled: boolean;
  error: string | undefined;
  onChange: (role: ColumnRole) => void;
}

/** What a column is used for, and why it is off. */
export function RoleSelect({ id, column, disabled, error, onChange }: RoleSelectProps) {
  const { role, reason, name } = column;
  if (role === "label") return <>{ROLE_NAMES.label}</>;
  const { features, others } = roleChoices(column);
  const options = (roles: ColumnRole[]) =>
    roles.map((each) => <option key={each} value={each}>{ROLE_NAMES[each]}</option>);
  const describedBy = [error && `${id}-error`, reason && `${id}-reason`].filter(Boolean).join(" ");
  return (
    <div class="cell-field">
      <select
        id={id}
        aria-label={`Use of ${name}`}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? "true" : undefined}
        disabled={disabled}
        value={role}
        onChange={(event) => onChange(event.currentTarget.value as ColumnRole)}
      >
        <optgroup label="Feature">{options(features)}</optgroup>
        <optgroup label="Not a feature">{options(others)}</optgroup>
      </select>
      {error && <FieldError id={`${id}-error`} text={error} />}
      {reason && <p class="help" id={`${id}-reason`}>{reason}</p>}
    </div>
  );
}
