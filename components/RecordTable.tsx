import type { ComponentChildren } from "preact";
import { formatCount } from "../lib/base/format.ts";
import type { RecordConnection } from "../lib/resources/record_connection.ts";
import { findingTime } from "../lib/web/results/finding_times.ts";
import { SeverityMark } from "./detection/SeverityMark.tsx";
import { ScrollTable } from "./ScrollTable.tsx";

/** What every line of the table has: one or more records that look alike to the models. */
export interface TableRecord {
  /** Number of the first of them in its dataset, counted from 1. */
  row: number;
  /** How many there are. */
  records: number;
  /** When it came, and who talked with whom; absent where the dataset does not say. */
  connection?: RecordConnection;
  /** 0 to 100; absent or `null` where it is not known. */
  severity?: number | null;
  /** The feature that raised its score most, and its value; absent or `null` where none is known. */
  reason?: string | null;
}

/** A column between the record and the number of similar ones. */
export interface RecordColumn<T extends TableRecord> {
  title: string;
  /** Right-aligned. */
  number?: boolean;
  /** Class of the cells. */
  class?: string;
  cell: (record: T) => ComponentChildren;
}

/** What makes a record one of a network: shown first, where any record has it. */
const CONNECTION_COLUMNS: {
  title: string;
  cell: (connection: RecordConnection) => string | null;
}[] = [
  {
    title: "Time (UTC)",
    cell: ({ time }) => time === null ? null : findingTime(Date.parse(time), false),
  },
  { title: "Source", cell: ({ source }) => source },
  {
    title: "Destination",
    cell: ({ destination, destinationPort: port }) =>
      destination === null || port === null ? destination : `${destination} port ${port}`,
  },
  { title: "Service", cell: ({ service, protocol }) => service ?? protocol },
];

interface RecordTableProps<T extends TableRecord> {
  /** What the table holds, for screen readers. */
  label: string;
  /** Of the column that names the records. */
  head?: string;
  records: T[];
  columns: RecordColumn<T>[];
  /** Where a record is explained, by its row; `null` where the records were deleted. */
  address: ((row: number) => string) | null;
}

/** Records with what models say about them, each with the link to its explanation. */
export function RecordTable<T extends TableRecord>(
  { label, head = "Record", records, columns, address }: RecordTableProps<T>,
) {
  const known = CONNECTION_COLUMNS.filter(({ cell }) =>
    records.some(({ connection }) => connection && cell(connection) !== null)
  );
  const hasSeverity = records.some(({ severity }) => typeof severity === "number");
  const hasReason = records.some(({ reason }) => typeof reason === "string");
  return (
    <ScrollTable label={label} tall>
      <thead>
        <tr>
          {known.map(({ title }) => <th key={title} scope="col">{title}</th>)}
          {hasSeverity && <th scope="col">Severity</th>}
          {hasReason && <th scope="col">Top reason</th>}
          <th scope="col">{head}</th>
          {columns.map(({ title, number }) => (
            <th key={title} scope="col" class={number ? "number" : undefined}>{title}</th>
          ))}
          <th scope="col" class="number">Similar records</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record, index) => (
          <tr key={`${record.row} ${index}`}>
            {known.map(({ title, cell }) => (
              <td key={title} class="nowrap">
                {record.connection && cell(record.connection)}
              </td>
            ))}
            {hasSeverity && (
              <td class="nowrap">
                {typeof record.severity === "number" && <SeverityMark value={record.severity} />}
              </td>
            )}
            {hasReason && <td class="found-reasons">{record.reason}</td>}
            <th scope="row" class="nowrap">
              {address
                ? <a href={address(record.row)}>Explain row {formatCount(record.row)}</a>
                : formatCount(record.row)}
            </th>
            {columns.map(({ title, number, cell, ...column }) => (
              <td key={title} class={number ? "number" : column.class}>{cell(record)}</td>
            ))}
            <td class="number">{formatCount(record.records)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The label of each record in the test data. */
export const LABEL_COLUMN: RecordColumn<
  TableRecord & { label: string | null; attack: boolean | null }
> = {
  title: "Label",
  class: "name-cell",
  cell: ({ label, attack }) => (
    <>{label} {attack === false && <span class="muted">(normal)</span>}</>
  ),
};

/** Whether a model flags each record. */
export const VERDICT_COLUMN: RecordColumn<TableRecord & { flagged: boolean }> = {
  title: "Verdict",
  class: "nowrap",
  cell: ({ flagged }) => flagged ? "Flagged" : "Not flagged",
};
