import { findingTime } from "../../lib/browser/finding_times.ts";
import { formatCount, formatPlural, formatShare } from "../../lib/browser/format.ts";
import type { Findings } from "../../lib/models/findings/types.ts";
import { Notice } from "../Notice.tsx";
import { FlaggedOverTime } from "./FlaggedOverTime.tsx";
import { FoundHosts } from "./FoundHosts.tsx";
import { FoundRecords } from "./FoundRecords.tsx";

interface FindingsViewProps {
  /** Id of the model. */
  model: string;
  title: string;
  findings: Findings;
}

/** What a model flags: how much, by which host, when and why. */
export function FindingsView({ model, title, findings }: FindingsViewProps) {
  const { records, flagged, time, hosts } = findings;
  return (
    <div class="stack">
      <Notice tone="info">
        <p>
          <strong>{verdict(title, findings)}</strong>
        </p>
        <p>
          The test data has no labels, so Netsift cannot say how many of these records are attacks.
          {" "}
          {flagged > 0 && "Start with the hosts and records below."}
        </p>
      </Notice>
      {hosts && flagged > 0 && <FoundHosts hosts={hosts} elapsed={time?.elapsed ?? false} />}
      {time && (
        <div class="card">
          <FlaggedOverTime time={time} />
        </div>
      )}
      <FoundRecords model={model} title={title} findings={findings} />
      {records > 0 && (!time || !hosts) && <p class="muted small">{missing(findings)}</p>}
    </div>
  );
}

function verdict(title: string, { records, flagged, time, hosts }: Findings): string {
  if (flagged === 0) return `${title} flagged none of ${formatPlural(records, "record")}.`;
  const much = `${title} flagged ${formatCount(flagged)} of ${formatPlural(records, "record")} (${
    formatShare(flagged / records)
  })`;
  const who = hosts && hosts.flagged > 0
    ? ` from ${formatCount(hosts.flagged)} of ${formatPlural(hosts.total, "host")}`
    : "";
  if (!time || time.firstFlagged === null) return `${much}${who}.`;
  const at = (milliseconds: number) => findingTime(milliseconds, time.elapsed);
  const when = time.firstFlagged === time.lastFlagged
    ? `at ${at(time.firstFlagged)}`
    : `between ${at(time.firstFlagged)} and ${at(time.lastFlagged!)}`;
  return `${much}${who}, ${when}${time.elapsed ? " after the start" : ""}.`;
}

function missing({ time, hosts }: Findings): string {
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
