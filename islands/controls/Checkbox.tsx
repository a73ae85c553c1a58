import type { ComponentChildren } from "preact";
import { IS_BROWSER } from "fresh/runtime";

interface CheckboxProps {
  id: string;
  label: ComponentChildren;
  /** Beside the label, such as a badge. */
  beside?: ComponentChildren;
  /** A line under the label, tied to the box. */
  help?: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  /** For the controls of a chart. */
  small?: boolean;
  onChange: (checked: boolean) => void;
}

/** A labelled checkbox. */
export function Checkbox(props: CheckboxProps) {
  const { id, label, beside, help, checked, disabled = false, small = false, onChange } = props;
  const text = <label for={id}>{label}</label>;
  return (
    <div class={small ? "choice small" : "choice"}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled || !IS_BROWSER}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {help || beside
        ? (
          <span>
            {beside ? <span class="row choice-title">{text}{beside}</span> : text}
            {help && <span class="help" id={`${id}-help`}>{help}</span>}
          </span>
        )
        : text}
    </div>
  );
}
