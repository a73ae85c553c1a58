import { formatCount } from "../../lib/browser/format.ts";
import type { RecordTable } from "../../lib/datasets/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** The first records of a dataset as they are. */
export function RecordPreview({ table }: { table: RecordTable }) {
  return (
    <ScrollTable label="First rows" tall>
      <thead>
        <tr>
          <th scope="col" class="number narrow">Row</th>
          {table.columns.map((name, index) => (
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
            {cells.map((cell, index) => (
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
