import type { ComponentChildren } from "preact";
import {
  type ColumnSort,
  type ColumnSortKey,
  nextSort,
} from "../../lib/web/datasets/column_list.ts";
import { SortHead as PlainSortHead } from "../SortHead.tsx";

interface SortHeadProps {
  by: ColumnSortKey;
  sort: ColumnSort | null;
  number?: boolean;
  onSort: (sort: ColumnSort | null) => void;
  children: ComponentChildren;
}

/** The head of a column by which the columns of a dataset can be sorted. */
export function SortHead({ by, sort, number, onSort, children }: SortHeadProps) {
  const direction = sort?.key !== by ? "none" : sort.descending ? "descending" : "ascending";
  return (
    <PlainSortHead
      direction={direction}
      number={number}
      onClick={() => onSort(nextSort(sort, by))}
    >
      {children}
    </PlainSortHead>
  );
}
