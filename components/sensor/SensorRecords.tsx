import { formatDateTime } from "../../lib/base/format.ts";
import type { SensorRecord } from "../../lib/resources/sensor.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

/** Columns that are shown; a record may have a hundred. */
const MOST_COLUMNS = 12;

/** The newest records of a sensor. */
export function SensorRecords({ records }: { records: SensorRecord[] }) {
  if (records.length === 0) return <p class="muted">No records yet.</p>;
  const names = Object.keys(records[0].record).slice(0, MOST_COLUMNS);
  const hasVerdicts = records.some(({ verdicts }) => verdicts.length > 0);
  return (
    <ScrollTable label="Newest records" tall>
      <thead>
        <tr>
          <th scope="col">Received</th>
          {hasVerdicts && <th scope="col">Verdict</th>}
          {names.map((name) => <th key={name} scope="col">{name}</th>)}
        </tr>
      </thead>
      <tbody>
        {records.map(({ at, record, verdicts }, index) => (
          <tr key={index}>
            <td class="nowrap">{formatDateTime(at)}</td>
            {hasVerdicts && (
              <td class="nowrap">
                <Verdict verdicts={verdicts} />
              </td>
            )}
            {names.map((name) => <td key={name} class="nowrap">{textOf(record[name])}</td>)}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The worst of the verdicts on a record. */
function Verdict({ verdicts }: { verdicts: SensorRecord["verdicts"] }) {
  if (verdicts.length === 0) return <>Not scored</>;
  const flagged = verdicts.filter((each) => each.flagged);
  if (flagged.length === 0) return <>Not flagged</>;
  const severity = Math.max(...flagged.map(({ severity }) => severity ?? 0));
  return (
    <>
      Flagged <SeverityMark value={severity} isShort />
    </>
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
