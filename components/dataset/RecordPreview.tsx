import { formatCount } from "../../lib/base/format.ts";
import type { RecordTable } from "../../lib/resources/dataset.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** More columns than this make a page slow and help nobody. */
const MOST_COLUMNS = 100;

/** The first records of a dataset as they are. */
export function RecordPreview({ table }: { table: RecordTable }) {
  const columns = table.columns.slice(0, MOST_COLUMNS);
  return (
    <ScrollTable label="First rows" tall>
      {columns.length < table.columns.length && (
        <caption>
          The first {formatCount(columns.length)} of {formatCount(table.columns.length)} columns.
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col" class="number narrow">Row</th>
          {columns.map((name, index) => (
            <th
              key={name}
              scope="col"
              class={table.rows.some((cells) => typeof cells[index] === "number")
                ? "number"
                : undefined}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((cells, row) => (
          <tr key={row}>
            <th scope="row" class="number">{formatCount(row + 1)}</th>
            {cells.slice(0, MOST_COLUMNS).map((cell, index) => (
              <td key={index} class={typeof cell === "number" ? "number" : undefined}>
                <div class="clip">{cell ?? ""}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
