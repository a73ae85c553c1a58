import { useSignal } from "@preact/signals";
import { ScrollTable } from "../components/ScrollTable.tsx";
import { formatCount, formatNumber, formatPlural, formatShare } from "../lib/browser/format.ts";
import type { ColumnProfile, ColumnRole } from "../lib/datasets/types.ts";

const ROLES: Record<ColumnRole, string> = {
  numeric: "Number",
  categorical: "Category",
  label: "Label",
  category: "Kind of attack",
  identifier: "Identifier",
  timestamp: "Time",
  constant: "Constant",
  leaking: "Gives the label away",
  ignored: "Ignored",
};

interface ColumnTableProps {
  columns: ColumnProfile[];
  rows: number;
}

/** Every column of a dataset with its figures; can be searched. */
export function ColumnTable({ columns, rows }: ColumnTableProps) {
  const search = useSignal("");
  const wanted = search.value.trim().toLowerCase();
  const shown = columns.filter(({ name, role }) =>
    name.toLowerCase().includes(wanted) || ROLES[role].toLowerCase().includes(wanted)
  );
  const figure = (value: number | null) => value === null ? "" : formatNumber(value);

  return (
    <div class="stack">
      <div class="row-between">
        <input
          type="search"
          class="search"
          aria-label="Search columns"
          placeholder="Search columns"
          value={search.value}
          onInput={(event) => search.value = event.currentTarget.value}
        />
        <span class="muted small" role="status">{formatPlural(shown.length, "column")}</span>
      </div>
      <ScrollTable label="Columns" tall>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Used as</th>
            <th scope="col" class="number">Missing</th>
            <th scope="col" class="number">Distinct</th>
            <th scope="col" class="number">Min</th>
            <th scope="col" class="number">Max</th>
            <th scope="col" class="number">Mean</th>
            <th scope="col" class="number">Std. dev.</th>
            <th scope="col">Most frequent values</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column.name}>
              <th scope="row">{column.name}</th>
              <td class="nowrap">{ROLES[column.role]}</td>
              <td class="number">{formatCount(column.missing)}</td>
              <td class="number">{formatCount(column.distinct)}</td>
              <td class="number">{figure(column.min)}</td>
              <td class="number">{figure(column.max)}</td>
              <td class="number">{figure(column.mean)}</td>
              <td class="number">{figure(column.std)}</td>
              <td>
                <div class="clip">
                  {column.top.slice(0, 4).map(({ value, count }) =>
                    `${value === "" ? "(empty)" : value} ${formatShare(count / rows)}`
                  ).join(", ")}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}
