import type { UnusualHost } from "../../resources/detection.ts";
import type { StoredFinding } from "../findings/finding_files.ts";

/** A host with findings, as alerts tell of it. */
export interface FoundHost extends UnusualHost {
  /** Begin of its first finding, ISO 8601. */
  from: string;
  /** End of its last finding, ISO 8601. */
  to: string;
  /** Records behind its findings, at most all of the host. */
  behind: number;
}

/** Hosts with the times and the records of their findings; those without findings are left out. */
export function foundHosts(
  hosts: readonly UnusualHost[],
  findings: readonly StoredFinding[],
): FoundHost[] {
  const byHost = Map.groupBy(findings, ({ host }) => host);
  return hosts.flatMap((host) => {
    const own = byHost.get(host.host);
    if (!own) return [];
    const records = own.reduce((sum, finding) => sum + finding.records, 0);
    return [{
      ...host,
      from: own.map(({ from }) => from).reduce((a, b) => a < b ? a : b),
      to: own.map(({ to }) => to).reduce((a, b) => a > b ? a : b),
      behind: Math.min(host.records, records),
    }];
  });
}
