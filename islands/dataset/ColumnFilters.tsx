import {
  type ColumnFilter,
  type ColumnView,
  filterCounts,
} from "../../lib/web/datasets/column_list.ts";
import { ROLE_NAMES } from "../../lib/web/datasets/column_roles.ts";
import { formatCount } from "../../lib/base/format.ts";
import type { ColumnProfile } from "../../lib/resources/dataset.ts";

const GROUPS = {
  all: "All columns",
  features: "Features",
  off: "Excluded columns",
  gaps: "Missing or infinite",
};

interface ColumnFiltersProps {
  columns: ColumnProfile[];
  view: ColumnView;
  onChange: (view: ColumnView) => void;
}

/** Search by name and choice of a role, over all columns. */
export function ColumnFilters({ columns, view, onChange }: ColumnFiltersProps) {
  const filters = filterCounts(columns);
  const texts: Record<ColumnFilter, string> = { ...ROLE_NAMES, ...GROUPS };
  const gone = !filters.some(({ filter }) => filter === view.filter);
  const option = ({ filter, count }: { filter: ColumnFilter; count: number }) => (
    <option key={filter} value={filter}>{texts[filter]} ({formatCount(count)})</option>
  );
  return (
    <div class="column-filters">
      <input
        type="search"
        class="search"
        aria-label="Search columns"
        placeholder="Search columns"
        value={view.search}
        onInput={(event) => onChange({ ...view, search: event.currentTarget.value })}
      />
      <select
        aria-label="Which columns"
        value={view.filter}
        onChange={(event) =>
          onChange({ ...view, filter: event.currentTarget.value as ColumnFilter })}
      >
        {filters.filter(({ filter }) => filter in GROUPS).map(option)}
        <optgroup label="Used as">
          {filters.filter(({ filter }) => !(filter in GROUPS)).map(option)}
          {gone && option({ filter: view.filter, count: 0 })}
        </optgroup>
      </select>
    </div>
  );
}
