import { findingTime } from "../../lib/browser/finding_times.ts";
import { formatCount, formatNumber, formatPlural, formatShare } from "../../lib/browser/format.ts";
import type { FindingHosts } from "../../lib/models/findings/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** The hosts with the most flagged records. */
export function FoundHosts({ hosts, elapsed }: { hosts: FindingHosts; elapsed: boolean }) {
  const { column, flagged, top } = hosts;
  const timed = top.some(({ first }) => first !== null);
  const at = (time: number | null) => time === null ? "unknown" : findingTime(time, elapsed);
  return (
    <section class="card stack" aria-labelledby="found-hosts-title">
      <h3 id="found-hosts-title">Hosts with the most flagged records</h3>
      <p class="muted small">
        {top.length < flagged
          ? `${formatCount(top.length)} of ${formatPlural(flagged, "host")} with flagged records`
          : formatPlural(flagged, "host") + " with flagged records"}
        , by the column “{column}”.
      </p>
      <ScrollTable label="Hosts with the most flagged records" tall>
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col" class="number">Flagged</th>
            <th scope="col" class="number">Records</th>
            <th scope="col" class="number">Share flagged</th>
            <th scope="col" class="number">Highest score</th>
            {timed && <th scope="col">First flagged</th>}
            {timed && <th scope="col">Last flagged</th>}
          </tr>
        </thead>
        <tbody>
          {top.map(({ host, records, flagged, highestScore, first, last }) => (
            <tr key={host}>
              <th scope="row" class="name-cell">{host}</th>
              <td class="number">{formatCount(flagged)}</td>
              <td class="number">{formatCount(records)}</td>
              <td class="number">{formatShare(flagged / records)}</td>
              <td class="number">{formatNumber(highestScore)}</td>
              {timed && <td class="nowrap">{at(first)}</td>}
              {timed && <td class="nowrap">{at(last)}</td>}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
