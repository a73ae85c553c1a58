import { useSignal } from "@preact/signals";
import { type HostSide, hostSides, hostsOf } from "../../lib/web/results/finding_hosts.ts";
import { findingTime } from "../../lib/web/results/finding_times.ts";
import { formatCount, formatNumber, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { FindingHosts, Findings } from "../../lib/explain/findings/types.ts";
import { ScrollTable } from "../../components/ScrollTable.tsx";

const SIDES: Record<HostSide, string> = { source: "Source", destination: "Destination" };

/** The hosts with the most flagged records, of senders, receivers or either. */
export function FoundHosts({ findings }: { findings: Findings }) {
  const sides = hostSides(findings);
  const chosen = useSignal(sides[0]);
  const side = sides.includes(chosen.value) ? chosen.value : sides[0];
  const hosts = hostsOf(findings, side)!;
  const { column, flagged, top } = hosts;
  return (
    <section class="card stack" aria-labelledby="found-hosts-title">
      <h3 id="found-hosts-title">Hosts with the most flagged records</h3>
      {sides.length > 1 && (
        <div class="row" role="group" aria-label="Group hosts by">
          {sides.map((each) => (
            <button
              key={each}
              type="button"
              class="button button-small button-toggle"
              aria-pressed={each === side}
              onClick={() => chosen.value = each}
            >
              {SIDES[each]}
            </button>
          ))}
        </div>
      )}
      <p class="muted small">
        {top.length < flagged
          ? `${formatCount(top.length)} of ${formatPlural(flagged, `${side} host`)}`
          : formatPlural(flagged, `${side} host`)} with flagged records, by the column “{column}”.
        {side === "destination" && sides.length === 1 && findings.hosts &&
          " Nearly every source host has a single record, so hosts are grouped by destination."}
      </p>
      <HostTable side={side} hosts={hosts} elapsed={findings.time?.elapsed ?? false} />
    </section>
  );
}

interface HostTableProps {
  side: HostSide;
  hosts: FindingHosts;
  elapsed: boolean;
}

function HostTable({ side, hosts: { top }, elapsed }: HostTableProps) {
  const timed = top.some(({ first }) => first !== null);
  const at = (time: number | null) => time === null ? "unknown" : findingTime(time, elapsed);
  return (
    <ScrollTable label="Hosts with the most flagged records" tall>
      <thead>
        <tr>
          <th scope="col">{SIDES[side]} host</th>
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
  );
}
