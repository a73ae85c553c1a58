import type { Evidence } from "../checks/check.ts";

/** Evidence of several hosts that has one cause becomes one from so many hosts on. */
const LEAST_HOSTS = 3;

/** Evidence that stands for that of other hosts, too. */
export interface GroupedEvidence extends Evidence {
  /** Other hosts with the same evidence. */
  alsoOn: number[];
}

/**
 * Leaves the worst of evidence that has one cause on three or more hosts, such as a program that was
 * installed everywhere.
 *
 * @param evidence of one check and day
 */
export function groupCauses(evidence: Evidence[]): GroupedEvidence[] {
  const kept: GroupedEvidence[] = [];
  for (const [cause, group] of Map.groupBy(evidence, ({ cause }) => cause)) {
    const hosts = new Set(group.map(({ host }) => host));
    if (cause === undefined || hosts.size < LEAST_HOSTS) {
      kept.push(...group.map((one) => ({ ...one, alsoOn: [] })));
      continue;
    }
    const worst = group.reduce((a, b) => b.score > a.score ? b : a);
    hosts.delete(worst.host);
    kept.push({ ...worst, alsoOn: [...hosts] });
  }
  return kept;
}
