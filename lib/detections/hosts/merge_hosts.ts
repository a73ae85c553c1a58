/**
 * The hosts of a detection, with what checks and models found about them.
 *
 * @module
 */
import type { Finding } from "../../behaviour/finding.ts";
import type { HostReport } from "../../behaviour/report.ts";
import type { UnusualHost } from "../../resources/detection.ts";
import type { HostCounts } from "./count_hosts.ts";

/**
 * Puts both together, worst first. The severity of a host is that of its worst finding or that its
 * checks have together; how busy it is plays no part.
 *
 * @param reports of the behaviour checks
 * @param findings of the models
 * @param counts of each host that is listed
 */
export function mergeHosts(
  reports: readonly HostReport[],
  findings: readonly Finding[],
  counts: ReadonlyMap<string, HostCounts>,
): UnusualHost[] {
  const byHost = Map.groupBy(findings, ({ host }) => host);
  const known = new Map(reports.map((report) => [report.host, report]));
  const names = new Set([...known.keys(), ...byHost.keys()]);
  return [...names].flatMap((host): UnusualHost[] => {
    const count = counts.get(host);
    if (!count) return [];
    const report = known.get(host);
    const own = byHost.get(host) ?? [];
    const sentences = own.toSorted((a, b) => b.severity - a.severity).map(({ text }) => text);
    return [{
      host,
      severity: Math.max(report?.severity ?? 0, ...own.map(({ severity }) => severity)),
      findings: (report?.findings ?? 0) + own.length,
      records: count.records,
      flagged: count.flagged,
      firstSeen: momentOf(count.firstSeen),
      lastSeen: momentOf(count.lastSeen),
      reasons: [...report?.reasons ?? [], ...sentences],
    }];
  }).sort((a, b) =>
    b.severity - a.severity || b.findings - a.findings || (a.host < b.host ? -1 : 1)
  );
}

/** A time in milliseconds as the API has it. */
export function momentOf(time: number): string {
  return new Date(time).toISOString();
}
