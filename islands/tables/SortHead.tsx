import type { ComponentChildren } from "preact";
import { IS_BROWSER } from "fresh/runtime";

interface SortHeadProps {
  direction: "none" | "ascending" | "descending";
  number?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

/** The head of a column by which a table can be sorted. */
export function SortHead({ direction, number = false, onClick, children }: SortHeadProps) {
  return (
    <th scope="col" class={number ? "number" : undefined} aria-sort={direction}>
      <button type="button" class="sort" disabled={!IS_BROWSER} onClick={onClick}>
        {children}
        <svg class="sort-mark" viewBox="0 0 10 14" aria-hidden="true">
          <path class={direction === "ascending" ? "on" : undefined} d="M5 1 9 6H1z" />
          <path class={direction === "descending" ? "on" : undefined} d="M5 13 1 8h8z" />
        </svg>
      </button>
    </th>
  );
}
