import type { ComponentChildren } from "preact";
import {
  type ColumnSort,
  type ColumnSortKey,
  nextSort,
} from "../../lib/web/datasets/column_list.ts";
import { SortHead } from "../tables/SortHead.tsx";

interface ColumnSortHeadProps {
  by: ColumnSortKey;
  sort: ColumnSort | null;
  number?: boolean;
  onSort: (sort: ColumnSort | null) => void;
  children: ComponentChildren;
}

/** The head of a column by which the columns of a dataset can be sorted. */
export function ColumnSortHead({ by, sort, number, onSort, children }: ColumnSortHeadProps) {
  const direction = sort?.key !== by ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <SortHead
      direction={direction}
      number={number}
      onClick={() => onSort(nextSort(sort, by))}
    >
      {children}
    </SortHead>
  );
}
