import { formatNumber } from "../../lib/base/format.ts";
import type { Findings, FoundRecord } from "../../lib/explain/findings/types.ts";
import { findingTime } from "../../lib/web/results/finding_times.ts";
import {
  type RecordColumn,
  RecordTable,
  type TableRecord,
  VERDICT_COLUMN,
} from "../RecordTable.tsx";

interface FoundRecordsProps {
  /** Id of the model. */
  model: string;
  title: string;
  findings: Findings;
}

/** The records that stand out most: when, who and why. */
export function FoundRecords({ model, title, findings }: FoundRecordsProps) {
  const { top, columns, time } = findings;
  const isConnected = top.some(({ connection }) => connection?.source);
  const shown: RecordColumn<FoundRecord & TableRecord>[] = [
    { title: "Score", number: true, cell: ({ score }) => formatNumber(score) },
    VERDICT_COLUMN,
    ...(time && !isConnected
      ? [{
        title: time.column,
        class: "nowrap",
        cell: (record: FoundRecord) =>
          record.time === null ? "unknown" : findingTime(record.time, time.elapsed),
      }]
      : []),
    ...(isConnected ? [] : columns).map((name, i) => ({
      title: name,
      class: "nowrap",
      cell: ({ identity }: FoundRecord) => identity[i] === null ? "none" : String(identity[i]),
    })),
  ];
  return (
    <section class="card stack" aria-labelledby="found-records-title">
      <h3 id="found-records-title">Top records to review</h3>
      <p class="muted small">
        The highest-scoring test records with the features that raised their scores most. Records
        with the same score are one row.
      </p>
      <RecordTable
        label={`Top records to review, ${title}`}
        records={top.map((record) => ({ ...record, reason: reasonsOf(record) }))}
        columns={shown}
        address={(row) => `/predict?model=${model}&row=${row}`}
      />
    </section>
  );
}

function reasonsOf({ reasons }: FoundRecord): string {
  if (reasons.length === 0) return "No single feature stands out.";
  return reasons.map(({ feature, value }) =>
    `${feature} ${
      value === null ? "missing" : typeof value === "number" ? formatNumber(value) : value
    }`
  ).join(", ");
}
