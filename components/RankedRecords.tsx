import { formatNumber } from "../lib/base/format.ts";
import type { RankedRecord } from "../lib/explain/review/types.ts";
import {
  LABEL_COLUMN,
  type RecordColumn,
  RecordTable,
  type TableRecord,
  VERDICT_COLUMN,
} from "./RecordTable.tsx";

/** Records with the same score and label, as tests and batches list them. */
type ShownRecord = TableRecord & Omit<RankedRecord, "severity">;

interface RankedRecordsProps {
  /** Of the table. */
  label: string;
  /** Of the column that names the records. */
  head: string;
  records: ShownRecord[];
  labelled: boolean;
  /** Where a record is explained, by its row; `null` where the records were deleted. */
  address: ((row: number) => string) | null;
}

/** Records in the order of their scores. */
export function RankedRecords({ labelled, ...table }: RankedRecordsProps) {
  const columns: RecordColumn<ShownRecord>[] = [
    { title: "Score", number: true, cell: ({ score }) => formatNumber(score) },
    ...(labelled ? [LABEL_COLUMN] : []),
    VERDICT_COLUMN,
  ];
  return <RecordTable {...table} columns={columns} />;
}
