import type { ComponentChildren } from "preact";

interface ScrollTableProps {
  /** What the table holds, for screen readers. */
  label: string;
  /** Also scrolls up and down, with the head in place. */
  tall?: boolean;
  /** The heads of its rows stay in sight where it is wider than the window. */
  pinned?: boolean;
  children: ComponentChildren;
}

/** A table that scrolls in its own box, by keyboard too. */
export function ScrollTable({ label, tall = false, pinned = false, children }: ScrollTableProps) {
  return (
    <div
      class={`table-wrap${tall ? " scroll-y" : ""}${pinned ? " pinned" : ""}`}
      role="region"
      aria-label={`${label}: table`}
      tabIndex={0}
    >
      <table>{children}</table>
    </div>
  );
}
