import { formatCount, formatPlural } from "../../base/format.ts";
import { severityOf } from "../calibration/severity_of.ts";
import type { Day } from "../day/day.ts";
import type { Finding } from "../finding.ts";
import type { JudgedHost } from "./judge_day.ts";

/** Outside hosts that get their own findings on a day; the others are summed up. */
const MOST_ALONE = 5;
/** What every host on the Internet meets is of low severity. */
const MOST_SEVERITY = 39;

/**
 * Sums up what outside hosts did to each host, but for the worst five: a host on the Internet is
 * scanned all day, and a line for each scanner would hide everything else.
 */
export function groupOutside(
  day: Day,
  flagged: readonly JudgedHost[],
  limit: number,
): { alone: JudgedHost[]; grouped: Finding[] } {
  const own = flagged.filter(({ host }) => day.book.isOwn(host));
  const outside = flagged.filter(({ host }) => !day.book.isOwn(host)).sort((a, b) =>
    b.score - a.score
  );
  const rest = outside.slice(MOST_ALONE);
  const byTarget = Map.groupBy(rest, ({ evidence }) => evidence[0].peer);
  const grouped: Finding[] = [];
  for (const [target, hosts] of byTarget) {
    if (target === undefined || hosts.length < 2) own.push(...hosts);
    else grouped.push(toFinding(day, target, hosts, limit));
  }
  return { alone: [...outside.slice(0, MOST_ALONE), ...own], grouped };
}

function toFinding(day: Day, target: number, hosts: JudgedHost[], limit: number): Finding {
  const evidence = hosts.map((host) => host.evidence[0]);
  const from = Math.min(...evidence.map((one) => one.from));
  const to = Math.max(...evidence.map((one) => one.to));
  const records = evidence.reduce((sum, one) => sum + one.records, 0);
  const host = day.hostName(target);
  return {
    check: evidence[0].check.name,
    kind: evidence[0].check.kind,
    host,
    from,
    to,
    p: evidence[0].p,
    severity: Math.min(MOST_SEVERITY, severityOf(hosts[0].score, limit)),
    typical: "a few attempts from each outside address",
    actual: `scans by ${formatPlural(hosts.length, "outside address", "outside addresses")}`,
    text: `Was scanned or tried by ${formatCount(hosts.length)} outside addresses, ${
      formatPlural(records, "connection")
    } in all. Hosts that the Internet can reach are scanned all the time; what matters is what answered.`,
    selector: { from, to, destination: host },
    records,
  };
}
