import { IS_BROWSER } from "fresh/runtime";
import { Field, type FieldProps } from "../../components/Field.tsx";

interface TextFieldProps extends Omit<FieldProps, "children"> {
  value: string;
  /** The keyboard of touch screens. */
  inputMode?: "numeric" | "decimal";
  maxLength?: number;
  onChange: (value: string) => void;
}

/** A field for a line of text, or for a number as typed. */
export function TextField({ value, inputMode, maxLength, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={inputMode}
          maxLength={maxLength}
          autoComplete="off"
          // What is typed before the scripts have come would be lost.
          readOnly={!IS_BROWSER}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
