import { type Signal, useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { ColumnFilters } from "./dataset/ColumnFilters.tsx";
import { ColumnRow } from "./dataset/ColumnRow.tsx";
import { PolicyHelp } from "../components/dataset/PolicyHelp.tsx";
import { ColumnSortHead } from "./dataset/ColumnSortHead.tsx";
import { ScrollTable } from "../components/ScrollTable.tsx";
import { type ColumnSort, type ColumnView, listColumns } from "../lib/web/datasets/column_list.ts";
import { formatCount, formatPlural } from "../lib/base/format.ts";
import { gapCount } from "../lib/web/training/missing_policies.ts";
import type { DatasetProfile } from "../lib/resources/dataset.ts";
import { useColumnChanges } from "./dataset/use_column_changes.ts";

/** Columns shown at first, and more at each request: a dataset can have thousands. */
const PAGE = 50;

interface ColumnTableProps {
  id: string;
  profile: Signal<DatasetProfile>;
}

/** Every column of a dataset; roles and policies are saved as soon as they are chosen. */
export function ColumnTable({ id, profile }: ColumnTableProps) {
  const view = useSignal<ColumnView>({ search: "", filter: "all", sort: null });
  // Kept until another view is asked for: a row does not leave while its role is being chosen.
  const found = useSignal(profile.value.columns.map(({ name }) => name));
  const most = useSignal(PAGE);
  const { columns, choose, undo, canUndo, errors, status } = useColumnChanges(id, profile);

  const places = new Map(columns.map(({ name }, index) => [name, index]));
  const shown = found.value.slice(0, most.value).map((name) => places.get(name)!);
  const hasGaps = columns.some((column) => gapCount(column) > 0);
  const hidden = found.value.length - shown.length;

  function look(changed: ColumnView): void {
    view.value = changed;
    found.value = listColumns(columns, changed).map(({ name }) => name);
    most.value = PAGE;
  }

  const head = {
    sort: view.value.sort,
    onSort: (sort: ColumnSort | null) => look({ ...view.value, sort }),
  };
  return (
    <div class="stack">
      <div class="row-between">
        <ColumnFilters columns={columns} view={view.value} onChange={look} />
        <span class="muted small" role="status">
          {hidden > 0 && `${formatCount(shown.length)} of `}
          {formatPlural(found.value.length, "column")}
        </span>
      </div>
      <div class="row save-line">
        <button
          type="button"
          class="button button-small"
          aria-disabled={!canUndo}
          onClick={undo}
        >
          Undo
        </button>
        <p class="small" role="status">
          {status.value || (
            <span class="muted">
              Changes are saved immediately. Histograms have a logarithmic scale.
            </span>
          )}
        </p>
      </div>
      {hasGaps && <PolicyHelp />}
      <ScrollTable label="Columns" tall>
        <thead>
          <tr>
            <ColumnSortHead by="name" {...head}>Column</ColumnSortHead>
            <ColumnSortHead by="role" {...head}>Used as</ColumnSortHead>
            <th scope="col">Values</th>
            <ColumnSortHead by="gaps" {...head}>Missing or infinite</ColumnSortHead>
            <ColumnSortHead by="distinct" number {...head}>Distinct</ColumnSortHead>
            <ColumnSortHead by="min" number {...head}>Min</ColumnSortHead>
            <ColumnSortHead by="max" number {...head}>Max</ColumnSortHead>
            <ColumnSortHead by="mean" number {...head}>Mean</ColumnSortHead>
            <ColumnSortHead by="std" number {...head}>Std. dev.</ColumnSortHead>
          </tr>
        </thead>
        <tbody>
          {shown.map((place) => (
            <ColumnRow
              key={place}
              id={`column-${place}`}
              column={columns[place]}
              rows={profile.value.rows}
              errors={errors.value}
              onChange={choose}
            />
          ))}
          {shown.length === 0 && (
            <tr>
              <td colSpan={9} class="muted">No columns match.</td>
            </tr>
          )}
        </tbody>
      </ScrollTable>
      {hidden > 0 && (
        <div>
          <button
            type="button"
            class="button"
            disabled={!IS_BROWSER}
            onClick={() => most.value += PAGE}
          >
            Show {formatCount(Math.min(PAGE, hidden))} more
          </button>
        </div>
      )}
    </div>
  );
}
