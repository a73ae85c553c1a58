import { type Signal, useSignal } from "@preact/signals";
import { ColumnFilters } from "./dataset/ColumnFilters.tsx";
import { ColumnRow } from "./dataset/ColumnRow.tsx";
import { PolicyHelp } from "../components/dataset/PolicyHelp.tsx";
import { ColumnSortHead } from "./dataset/ColumnSortHead.tsx";
import { ScrollTable } from "../components/ScrollTable.tsx";
import { type ColumnSort, type ColumnView, listColumns } from "../lib/web/datasets/column_list.ts";
import {
  changeDataset,
  type DatasetChange,
  describeChange,
  describeSwitchedOff,
  inverseChange,
  mergeChanges,
  withChange,
} from "../lib/web/datasets/dataset_change.ts";
import type { FieldErrors } from "../lib/web/field_errors.ts";
import { formatCount, formatPlural } from "../lib/base/format.ts";
import { gapCount } from "../lib/web/training/missing_policies.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";
import type { DatasetProfile } from "../lib/resources/dataset.ts";

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
  const unsaved = useSignal<DatasetChange[]>([]);
  const undo = useSignal<DatasetChange[]>([]);
  const errors = useSignal<FieldErrors>({});
  const status = useSignal("");

  const columns = withChange(profile.value.columns, mergeChanges(unsaved.value));
  const places = new Map(columns.map(({ name }, index) => [name, index]));
  const shown = found.value.slice(0, most.value).map((name) => places.get(name)!);
  const hasGaps = columns.some((column) => gapCount(column) > 0);
  const hidden = found.value.length - shown.length;

  async function save(change: DatasetChange, done: string): Promise<boolean> {
    unsaved.value = [...unsaved.value, change];
    errors.value = {};
    status.value = "Saving…";
    try {
      const changed = await changeDataset(id, change);
      profile.value = changed;
      status.value = done + describeSwitchedOff(changed);
      return true;
    } catch (thrown) {
      if (thrown instanceof ProblemError) errors.value = thrown.fields;
      status.value = `Not saved. ${errorMessage(thrown)}`;
      return false;
    } finally {
      unsaved.value = unsaved.value.filter((other) => other !== change);
    }
  }

  async function choose(change: DatasetChange): Promise<void> {
    const inverse = inverseChange(columns, change);
    if (await save(change, `Saved. ${describeChange(change)}`)) {
      undo.value = [...undo.value, inverse];
    }
  }

  async function takeBack(): Promise<void> {
    const last = undo.value.at(-1)!;
    undo.value = undo.value.slice(0, -1);
    const isSaved = await save(last, `Taken back. ${describeChange(last)}`);
    if (!isSaved) undo.value = [...undo.value, last];
  }

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
          aria-disabled={undo.value.length === 0}
          onClick={() => undo.value.length > 0 && takeBack()}
        >
          Undo
        </button>
        <p class="small" role="status">
          {status.value || (
            <span class="muted">
              Choices are saved at once. Histograms have a logarithmic scale.
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
              <td colSpan={9} class="muted">No column matches.</td>
            </tr>
          )}
        </tbody>
      </ScrollTable>
      {hidden > 0 && (
        <div>
          <button
            type="button"
            class="button"
            onClick={() => most.value += PAGE}
          >
            Show {formatCount(Math.min(PAGE, hidden))} more
          </button>
        </div>
      )}
    </div>
  );
}
