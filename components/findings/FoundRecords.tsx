import { findingTime } from "../../lib/web/results/finding_times.ts";
import { formatCount, formatNumber } from "../../lib/base/format.ts";
import type { Findings, FoundRecord } from "../../lib/explain/findings/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";

interface FoundRecordsProps {
  /** Id of the model. */
  model: string;
  title: string;
  findings: Findings;
}

/** The records that stand out most: when, who and why. */
export function FoundRecords({ model, title, findings }: FoundRecordsProps) {
  const { top, columns, time } = findings;
  return (
    <section class="card stack" aria-labelledby="found-records-title">
      <h3 id="found-records-title">Top records to review</h3>
      <p class="muted small">
        The highest-scoring test records with the features that raised their scores most. Records
        with the same score are one row.
      </p>
      <ScrollTable label={`Top records to review, ${title}`} tall>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Why</th>
            <th scope="col" class="number">Score</th>
            <th scope="col">Verdict</th>
            {time && <th scope="col">{time.column}</th>}
            {columns.map((name) => <th key={name} scope="col">{name}</th>)}
            <th scope="col" class="number">Similar records</th>
          </tr>
        </thead>
        <tbody>
          {top.map((record) => (
            <tr key={record.row}>
              <th scope="row" class="nowrap">
                <a href={`/predict?model=${model}&row=${record.row}`}>
                  Explain row {formatCount(record.row)}
                </a>
              </th>
              <td class="found-reasons">{reasonsOf(record)}</td>
              <td class="number">{formatNumber(record.score)}</td>
              <td class="nowrap">{record.flagged ? "Flagged" : "Not flagged"}</td>
              {time && (
                <td class="nowrap">
                  {record.time === null ? "unknown" : findingTime(record.time, time.elapsed)}
                </td>
              )}
              {record.identity.map((value, i) => (
                <td key={columns[i]} class="nowrap">{value === null ? "none" : String(value)}</td>
              ))}
              <td class="number">{formatCount(record.records)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
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
