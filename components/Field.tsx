import type { ComponentChildren, JSX } from "preact";
import { Icon } from "./Icon.tsx";

/** What a control needs to be tied to its label, help and error. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": JSX.HTMLAttributes["aria-invalid"];
}

/** What every field has. */
export interface FieldProps {
  id: string;
  label: ComponentChildren;
  help?: string;
  error?: string;
  children: (control: ControlProps) => ComponentChildren;
}

/** A labelled control with a line of help and a place for its error. */
export function Field({ id, label, help, error, children }: FieldProps) {
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? "true" : undefined,
      })}
      {error && <FieldError id={`${id}-error`} text={error} />}
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}

/** What is wrong with a field. */
export function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p class="field-error" id={id}>
      <Icon name="alert" /> {text}
    </p>
  );
}
