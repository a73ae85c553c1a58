import type { ComponentChildren } from "preact";
import { Field, type FieldProps } from "../../components/Field.tsx";

interface SelectFieldProps<T extends string> extends Omit<FieldProps, "children"> {
  value: T;
  onChange: (value: T) => void;
  /** The options; their values are of the type of `value`. */
  children: ComponentChildren;
}

/** A field for a choice out of a list. */
export function SelectField<T extends string>(
  { value, onChange, children, ...field }: SelectFieldProps<T>,
) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value as T)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
