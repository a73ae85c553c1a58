import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { formatBytes } from "../../lib/base/format.ts";
import type { DetectionRecord } from "../../lib/resources/detection.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

const STATES = {
  unknown: "",
  answered: "Answered",
  failed: "Not answered",
  partial: "Seen in part",
} as const;

/** Records as connections: when, from whom, to whom and what first, then why. */
export function ConnectionTable({ records, words, isDated = false, fallback = "" }: {
  records: DetectionRecord[];
  words: TimeWords;
  /** Whether they are of several days, so that each says its own. */
  isDated?: boolean;
  /** The reason of those that no model flags: what the finding behind which they are is. */
  fallback?: string;
}) {
  return (
    <div class="table-wrap" role="region" aria-label="Connections" tabIndex={0}>
      <table class="connections">
        <thead>
          <tr>
            <th scope="col">Time{words.zone && ` (${words.zone})`}</th>
            <th scope="col">Source</th>
            <th scope="col">Destination</th>
            <th scope="col">Service</th>
            <th scope="col" class="number">Bytes out</th>
            <th scope="col" class="number">Bytes in</th>
            <th scope="col">State</th>
            <th scope="col">Severity</th>
            <th scope="col">Top reason</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => {
            const { row, time, source, destination, destinationPort, severity } = record;
            return (
              <tr key={row}>
                <th scope="row" class="nowrap">
                  {time === null
                    ? `Record ${row}`
                    : (isDated ? words.dated : words.clock)(Date.parse(time))}
                </th>
                <td class="address">{source}</td>
                <td class="address">
                  {destination}
                  {destinationPort !== null && (
                    <span class="muted">{` port ${destinationPort}`}</span>
                  )}
                </td>
                <td>{record.service ?? record.protocol}</td>
                <td class="number" data-label="Out">{bytes(record.sourceBytes)}</td>
                <td class="number" data-label="In">{bytes(record.destinationBytes)}</td>
                <td>{STATES[record.outcome]}</td>
                <td>{severity !== null && <SeverityMark value={severity} isShort />}</td>
                <td class="reason">
                  {record.reason ?? fallback}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function bytes(value: number | null): string {
  return value === null ? "" : formatBytes(value);
}
