import { limits, memberWords, optionsOf } from "../../lib/web/training/param_form.ts";
import type { DetectorField } from "../../lib/detectors/definition.ts";
import { SelectField } from "./SelectField.tsx";
import { TextField } from "./TextField.tsx";

interface ParamControlProps {
  id: string;
  field: DetectorField;
  error?: string;
  value: string;
  onChange: (value: string) => void;
}

/** One parameter, drawn as its field says. */
export function ParamControl({ field, ...rest }: ParamControlProps) {
  const { label, help } = field;
  const options = optionsOf(field);
  if (options) {
    return (
      <SelectField
        {...rest}
        label={label}
        help={`${help} ${memberWords(field, rest.value)}`.trim()}
      >
        {options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
      </SelectField>
    );
  }
  const isNumber = field.type === "integer" || field.type === "number";
  return (
    <TextField
      {...rest}
      label={label}
      help={`${help} ${capitalise(limits(field))}.`}
      inputMode={isNumber ? "decimal" : undefined}
    />
  );
}

function capitalise(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
