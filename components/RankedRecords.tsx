import { formatCount, formatNumber } from "../lib/base/format.ts";
import type { RankedRecord } from "../lib/explain/review/types.ts";
import { ScrollTable } from "./ScrollTable.tsx";

interface RankedRecordsProps {
  /** Of the table. */
  label: string;
  /** Of the column that names the records. */
  head: string;
  records: RankedRecord[];
  labelled: boolean;
  /** Where a record is explained, by its row; `null` where the records are gone. */
  address: ((row: number) => string) | null;
}

/** Records in the order of their scores, each with the way to its explanation. */
export function RankedRecords({ label, head, records, labelled, address }: RankedRecordsProps) {
  return (
    <ScrollTable label={label} tall>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">Score</th>
          {labelled && <th scope="col">Label</th>}
          <th scope="col">Verdict</th>
          <th scope="col" class="number">Similar records</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ row, score, flagged, label, attack, records }) => (
          <tr key={`${row} ${score}`}>
            <th scope="row" class="nowrap">
              {address
                ? <a href={address(row)}>Explain row {formatCount(row)}</a>
                : formatCount(row)}
            </th>
            <td class="number">{formatNumber(score)}</td>
            {labelled && (
              <td class="name-cell">
                {label} {attack === false && <span class="muted">(normal)</span>}
              </td>
            )}
            <td>{flagged ? "Flagged" : "Not flagged"}</td>
            <td class="number">{formatCount(records)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
