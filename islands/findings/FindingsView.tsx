import { hostSides, hostsOf } from "../../lib/web/results/finding_hosts.ts";
import { findingTime } from "../../lib/web/results/finding_times.ts";
import { formatCount, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { Findings } from "../../lib/explain/findings/types.ts";
import { Notice } from "../../components/Notice.tsx";
import { FlaggedOverTime } from "./FlaggedOverTime.tsx";
import { FoundHosts } from "./FoundHosts.tsx";
import { FoundRecords } from "../../components/findings/FoundRecords.tsx";

/** A larger share of flagged records tells little about any of them. */
const MANY = 0.2;

interface FindingsViewProps {
  /** Id of the model. */
  model: string;
  title: string;
  findings: Findings;
}

/** What a model flags: how much, by which host, when and why. */
export function FindingsView({ model, title, findings }: FindingsViewProps) {
  const { records, flagged, time } = findings;
  const sides = hostSides(findings);
  return (
    <div class="stack">
      <Notice tone="info">
        <p>
          <strong>{verdict(title, findings)}</strong>
        </p>
        <p>
          A flagged record looks unlike most of the traffic that the model learned from. The test
          data has no labels, so Netsift cannot tell which of them are attacks.{" "}
          {flagged > 0 && (sides.length > 0
            ? "Start with the hosts and records below."
            : "Start with the records below.")}
        </p>
        {flagged > MANY * records && (
          <p>
            Too many records to review one by one: raise the threshold below, under “Try
            thresholds”, until the flagged records are few enough to check.
          </p>
        )}
      </Notice>
      {sides.length > 0 && flagged > 0 && <FoundHosts findings={findings} />}
      {time && (
        <div class="card">
          <FlaggedOverTime time={time} />
        </div>
      )}
      <FoundRecords model={model} title={title} findings={findings} />
      {records > 0 && (!time || sides.length === 0) && (
        <p class="muted small">{missing(findings)}</p>
      )}
    </div>
  );
}

function verdict(title: string, findings: Findings): string {
  const { records, flagged, time } = findings;
  const [side] = hostSides(findings);
  const hosts = side && hostsOf(findings, side);
  if (flagged === 0) return `${title} flagged none of ${formatPlural(records, "record")}.`;
  const much = `${title} flagged ${formatCount(flagged)} of ${formatPlural(records, "record")} (${
    formatShare(flagged / records)
  })`;
  const who = hosts && hosts.flagged > 0
    ? ` ${side === "source" ? "from" : "to"} ${formatCount(hosts.flagged)} of ${
      formatPlural(hosts.total, "host")
    }`
    : "";
  if (!time || time.firstFlagged === null) return `${much}${who}.`;
  const at = (milliseconds: number) => findingTime(milliseconds, time.elapsed);
  const when = time.firstFlagged === time.lastFlagged
    ? `at ${at(time.firstFlagged)}`
    : `between ${at(time.firstFlagged)} and ${at(time.lastFlagged!)}`;
  return `${much}${who}, ${when}${time.elapsed ? " after the start" : ""}.`;
}

function missing(findings: Findings): string {
  const { time } = findings;
  const hosts = hostSides(findings).length > 0;
  const columns = [
    ...(time ? [] : ["of times (role: timestamp)"]),
    ...(hosts ? [] : ["of source addresses or host names"]),
  ];
  return `The test data has no column ${columns.join(" and none ")}. With ${
    columns.length > 1 ? "them" : "one"
  }, findings are also shown ${
    [...(time ? [] : ["over time"]), ...(hosts ? [] : ["by host"])].join(" and ")
  }.`;
}
