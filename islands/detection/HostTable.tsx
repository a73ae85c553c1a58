import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { UnusualHost } from "../../lib/resources/detection.ts";
import type { TimedFinding } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

/** Hosts that are shown at first. */
const SHOWN = 5;

interface HostTableProps {
  hosts: UnusualHost[];
  /** How many hosts have findings, and how many there are. */
  unusualHosts: number;
  hostsSeen: number;
  /** Of the range, by host. */
  findings: Map<string, TimedFinding[]>;
  words: TimeWords;
  onHost: (host: string) => void;
}

/** Hosts, worst first, with what they did in words. */
export function HostTable(props: HostTableProps) {
  const { hosts, unusualHosts, hostsSeen, findings, words, onHost } = props;
  const search = useSignal("");
  const isOpen = useSignal(false);
  const wanted = search.value.trim().toLowerCase();
  const inRange = hosts.filter(({ host }) => findings.has(host));
  const found = inRange.filter(({ host }) => host.toLowerCase().includes(wanted));
  const shown = isOpen.value || wanted !== "" ? found : found.slice(0, SHOWN);
  return (
    <section class="card stack" aria-labelledby="hosts-title">
      <div class="row-between">
        <h2 id="hosts-title">
          Hosts, worst first{" "}
          <small>
            {formatCount(unusualHosts)} of {formatCount(hostsSeen)} have findings
          </small>
        </h2>
        <label class="row host-search">
          <span>Find a host</span>
          <input
            type="search"
            placeholder="Name or address"
            value={search.value}
            disabled={!IS_BROWSER}
            onInput={(event) => search.value = event.currentTarget.value}
          />
        </label>
      </div>
      {found.length === 0
        ? (
          <p class="muted">
            {wanted === ""
              ? "No host has findings in this range of time."
              : "No host of that name has findings in this range of time."}
          </p>
        )
        : (
          <div class="table-wrap">
            <table class="host-table">
              <thead>
                <tr>
                  <th scope="col">Severity</th>
                  <th scope="col">Host</th>
                  <th scope="col">Why</th>
                  <th scope="col">When{words.zone && ` (${words.zone})`}</th>
                  <th scope="col" class="number">Findings</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ host, severity, reasons, findings: count }) => {
                  const [worst] = findings.get(host)!;
                  return (
                    <tr key={host}>
                      <td class="host-severity">
                        <SeverityMark value={severity} />
                      </td>
                      <th scope="row" class="host-name">
                        <button
                          type="button"
                          class="link-button"
                          disabled={!IS_BROWSER}
                          onClick={() => onHost(host)}
                        >
                          {host}
                        </button>
                      </th>
                      <td class="host-why">
                        {reasons[0]}
                        {count > 1 && (
                          <span class="muted">
                            {` and ${formatPlural(count - 1, "more finding")}`}
                          </span>
                        )}
                      </td>
                      <td class="host-when">{words.range(worst.begin, worst.end)}</td>
                      <td class="number">
                        <span class="host-count-label">Findings</span> {formatCount(count)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      {shown.length < found.length && (
        <div>
          <button
            type="button"
            class="button"
            disabled={!IS_BROWSER}
            onClick={() => isOpen.value = true}
          >
            Show {formatPlural(found.length - shown.length, "more host")}
          </button>
        </div>
      )}
    </section>
  );
}
