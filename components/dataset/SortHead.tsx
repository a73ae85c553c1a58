import type { ComponentChildren } from "preact";
import { type ColumnSort, type ColumnSortKey, nextSort } from "../../lib/browser/column_list.ts";

interface SortHeadProps {
  by: ColumnSortKey;
  sort: ColumnSort | null;
  number?: boolean;
  onSort: (sort: ColumnSort | null) => void;
  children: ComponentChildren;
}

/** The head of a column by which a table can be sorted. */
export function SortHead({ by, sort, number = false, onSort, children }: SortHeadProps) {
  const direction = sort?.key !== by ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <th scope="col" class={number ? "number" : undefined} aria-sort={direction}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(sort, by))}>
        {children}
        <svg class="sort-mark" viewBox="0 0 10 14" aria-hidden="true">
          <path class={direction === "ascending" ? "on" : undefined} d="M5 1 9 6H1z" />
          <path class={direction === "descending" ? "on" : undefined} d="M5 13 1 8h8z" />
        </svg>
      </button>
    </th>
  );
}
