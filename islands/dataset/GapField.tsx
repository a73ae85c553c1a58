import { formatCount } from "../../lib/base/format.ts";
import {
  gapCount,
  MISSING_POLICIES,
  needsPolicy,
} from "../../lib/web/training/missing_policies.ts";
import type { ColumnProfile } from "../../lib/resources/dataset.ts";
import type { MissingPolicy } from "../../lib/learning/features/missing_policy.ts";
import { FieldError } from "../../components/Field.tsx";

interface GapFieldProps {
  id: string;
  column: ColumnProfile;
  disabled: boolean;
  error: string | undefined;
  onChange: (policy: MissingPolicy) => void;
}

/** How many values of a column are missing or infinite, and what becomes of them. */
export function GapField({ id, column, disabled, error, onChange }: GapFieldProps) {
  const { name, missing, infinite, policy } = column;
  if (gapCount(column) === 0) return <span class="muted">None</span>;
  const counts = [
    missing > 0 && `${formatCount(missing)} missing`,
    infinite > 0 && `${formatCount(infinite)} infinite`,
  ].filter(Boolean).join(", ");
  if (!needsPolicy(column)) return <span class="nowrap">{counts}</span>;
  return (
    <div class="cell-field">
      <span class="nowrap">{counts}</span>
      <select
        id={id}
        aria-label={`Missing and infinite values of ${name}`}
        aria-describedby={error ? `${id}-error policy-${policy}` : `policy-${policy}`}
        aria-invalid={error ? "true" : undefined}
        disabled={disabled}
        value={policy}
        onChange={(event) => onChange(event.currentTarget.value as MissingPolicy)}
      >
        {Object.entries(MISSING_POLICIES).map(([value, text]) => (
          <option key={value} value={value}>{text.name}</option>
        ))}
      </select>
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}
