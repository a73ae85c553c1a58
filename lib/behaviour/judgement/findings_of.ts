import { severityOf } from "../calibration/severity_of.ts";
import { formatPlural } from "../../base/format.ts";
import type { Day } from "../day/day.ts";
import type { Finding } from "../finding.ts";
import type { JudgedEvidence, JudgedHost } from "./judge_day.ts";

/** Findings of one check, host and day; more would say the same again. */
const MOST_OF_CHECK = 3;

/**
 * The findings of a host whose day was unusual: what is as unusual by itself as the day has to be.
 *
 * @param limit the dial's
 */
export function findingsOf(
  day: Day,
  { evidence }: JudgedHost,
  limit: number,
): Finding[] {
  const counts = new Map<string, number>();
  return evidence.filter((one, index) => {
    const count = (counts.get(one.check.name) ?? 0) + 1;
    counts.set(one.check.name, count);
    return index === 0 || (-Math.log10(one.p) >= limit && count <= MOST_OF_CHECK);
  }).map((one) => toFinding(day, one, limit));
}

function toFinding(day: Day, one: JudgedEvidence, limit: number): Finding {
  const { text, ...words } = one.describe();
  return {
    check: one.check.name,
    kind: one.check.kind,
    host: day.hostName(one.host),
    ...(one.peer === undefined ? {} : { peer: day.hostName(one.peer) }),
    ...(one.service === undefined ? {} : { service: one.service }),
    from: one.from,
    to: one.to,
    p: one.p,
    severity: severityOf(-Math.log10(one.p), limit),
    ...words,
    text: text + alsoText(day, one.alsoOn),
    selector: { ...one.selector, from: one.from, to: one.to },
    records: one.records,
  };
}

function alsoText(day: Day, hosts: readonly number[]): string {
  if (hosts.length === 0) return "";
  const names = hosts.slice(0, 3).map((host) => day.hostName(host)).join(", ");
  return ` The same day ${formatPlural(hosts.length, "other host")} did the same: ${names}${
    hosts.length > 3 ? " and others" : ""
  }.`;
}
