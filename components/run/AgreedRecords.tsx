import { formatNumber } from "../../lib/base/format.ts";
import type { AgreedRecord } from "../../lib/explain/review/types.ts";
import { LABEL_COLUMN, RecordTable } from "../RecordTable.tsx";

interface AgreedRecordsProps {
  records: AgreedRecord[];
  /** Ids of the models. */
  ids: string[];
  titles: string[];
}

/** The records that every model flags. */
export function AgreedRecords({ records, ids, titles }: AgreedRecordsProps) {
  if (records.length === 0) return <p>No test record is flagged by every model.</p>;
  return (
    <>
      <p class="muted small">
        High confidence: at most 20 records, highest ranks first. Records with the same scores and
        label are one row.
      </p>
      <RecordTable
        label="Records flagged by every model"
        records={records}
        columns={[
          ...(records.some(({ label }) => label !== null) ? [LABEL_COLUMN] : []),
          ...titles.map((title, index) => ({
            title,
            number: true,
            cell: ({ scores }: AgreedRecord) => formatNumber(scores[index]),
          })),
        ]}
        address={(row) => `/predict?model=${ids[0]}&row=${row}`}
      />
    </>
  );
}
