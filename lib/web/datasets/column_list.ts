/**
 * Searches, filters and sorts the columns of a dataset.
 *
 * @module
 */
import { isFeature } from "../../datasets/columns/roles.ts";
import type { ColumnProfile, ColumnRole } from "../../resources/dataset.ts";
import { ROLE_NAMES } from "./column_roles.ts";
import { gapCount } from "../training/missing_policies.ts";

/** Which columns are shown: of one role, or of a group. `gaps`: with missing or infinite values. */
export type ColumnFilter = "all" | "features" | "off" | "gaps" | ColumnRole;

/** What columns can be sorted by. */
export type ColumnSortKey = "name" | "role" | "gaps" | "distinct" | "min" | "max" | "mean" | "std";

/** How columns are sorted. */
export interface ColumnSort {
  key: ColumnSortKey;
  descending: boolean;
}

/** What is shown of the columns; `sort: null` keeps the order of the file. */
export interface ColumnView {
  search: string;
  filter: ColumnFilter;
  sort: ColumnSort | null;
}

const names = new Intl.Collator("en-GB", { numeric: true });

/** The columns that a view shows, in its order. Columns without a value come last. */
export function listColumns(
  columns: ColumnProfile[],
  { search, filter, sort }: ColumnView,
): ColumnProfile[] {
  const wanted = search.trim().toLowerCase();
  const found = columns.filter((column) =>
    matchesFilter(column, filter) && column.name.toLowerCase().includes(wanted)
  );
  if (sort === null) return found;
  const direction = sort.descending ? -1 : 1;
  return found.sort((a, b) => {
    const [first, second] = [sortValue(a, sort.key), sortValue(b, sort.key)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return direction *
      (typeof first === "number" && typeof second === "number"
        ? first - second
        : names.compare(String(first), String(second)));
  });
}

/** The filters that leave something of the columns, with how many they leave. */
export function filterCounts(columns: ColumnProfile[]): { filter: ColumnFilter; count: number }[] {
  const filters: ColumnFilter[] = [
    "all",
    "features",
    "off",
    "gaps",
    ...Object.keys(ROLE_NAMES) as ColumnRole[],
  ];
  return filters.map((filter) => ({
    filter,
    count: columns.filter((column) => matchesFilter(column, filter)).length,
  })).filter(({ count }) => count > 0);
}

/** The order after a click on a head: the better direction first, then the other, then none. */
export function nextSort(sort: ColumnSort | null, key: ColumnSortKey): ColumnSort | null {
  const startsDescending = key !== "name" && key !== "role";
  if (sort?.key !== key) return { key, descending: startsDescending };
  return sort.descending === startsDescending ? { key, descending: !startsDescending } : null;
}

function matchesFilter(column: ColumnProfile, filter: ColumnFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "features":
      return isFeature(column.role);
    case "off":
      return !isFeature(column.role) && column.role !== "label";
    case "gaps":
      return gapCount(column) > 0;
    default:
      return column.role === filter;
  }
}

function sortValue(column: ColumnProfile, key: ColumnSortKey): string | number | null {
  switch (key) {
    case "role":
      return ROLE_NAMES[column.role];
    case "gaps":
      return gapCount(column);
    default:
      return column[key];
  }
}
