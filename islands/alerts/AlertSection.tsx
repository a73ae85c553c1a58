import type { ComponentChildren } from "preact";
import { IS_BROWSER } from "fresh/runtime";

interface AlertSectionProps {
  id: string;
  title: string;
  /** Of the button beside the title, which is there with `onAction`. */
  action?: string;
  onAction?: () => void;
  children: ComponentChildren;
}

/** A section of the page of alerts. */
export function AlertSection({ id, title, action, onAction, children }: AlertSectionProps) {
  return (
    <section class="card stack" aria-labelledby={id}>
      <div class="row-between">
        <h2 id={id}>{title}</h2>
        {action && (
          <button type="button" class="button" disabled={!IS_BROWSER} onClick={onAction}>
            {action}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}
