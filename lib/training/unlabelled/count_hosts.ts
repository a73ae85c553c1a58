import type { FlaggedCount } from "../../learning/metrics/excess.ts";
import { unusualCounts } from "../../learning/metrics/unusual_counts.ts";
import type { BaselineAlarms, HostCounts } from "../../resources/unlabelled.ts";
import type { RowHosts } from "./test_hosts.ts";

/** What a model flags, host by host. */
export interface JudgedHosts {
  /** One for each host that the test rows have, in the order of `codes`. */
  counts: FlaggedCount[];
  /** Whether each has more flagged records than chance explains. */
  unusual: boolean[];
  /** The code of each. */
  codes: number[];
}

/**
 * Counts the flagged rows of each host.
 *
 * @param flags 1 for each test row that is flagged
 * @param alarms how often usual rows are flagged; where it is not known, as half of the hosts are
 */
export function judgeHosts(
  flags: Uint8Array,
  { names, codes: hostOf }: RowHosts,
  alarms: BaselineAlarms | null,
): JudgedHosts {
  const records = new Uint32Array(names.length);
  const flagged = new Uint32Array(names.length);
  for (let row = 0; row < flags.length; row++) {
    const host = hostOf[row];
    if (host < 0) continue;
    records[host]++;
    flagged[host] += flags[row];
  }
  const codes = names.flatMap((_, host) => records[host] > 0 ? [host] : []);
  const counts = codes.map((host) => ({ records: records[host], flagged: flagged[host] }));
  // One more of each, as no flagged row among a few does not mean that there never is one.
  const share = alarms === null ? 0 : (alarms.flagged + 1) / (alarms.rows + 1);
  return { codes, counts, unusual: unusualCounts(counts, share) };
}

/** How many hosts there are, and how many stand out. */
export function summariseHosts(column: string, { counts, unusual }: JudgedHosts): HostCounts {
  return {
    column,
    total: counts.length,
    flagged: counts.filter(({ flagged }) => flagged > 0).length,
    unusual: unusual.filter(Boolean).length,
  };
}
