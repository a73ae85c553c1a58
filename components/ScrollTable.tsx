import type { ComponentChildren } from "preact";

interface ScrollTableProps {
  /** What the table holds, for screen readers. */
  label: string;
  /** Also scrolls up and down, with the head in place. */
  tall?: boolean;
  children: ComponentChildren;
}

/** A table that scrolls in its own box, by keyboard too. */
export function ScrollTable({ label, tall = false, children }: ScrollTableProps) {
  return (
    <div
      class={tall ? "table-wrap scroll-y" : "table-wrap"}
      role="region"
      aria-label={`${label}: table`}
      tabIndex={0}
    >
      <table>{children}</table>
    </div>
  );
}
