import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  title: string;
  text: string;
  /** What to do about it. */
  children?: ComponentChildren;
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div class="row">{children}</div>}
    </div>
  );
}
