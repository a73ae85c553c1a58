import type { Day } from "../../day/day.ts";
import { type Attempt, Scan, type Target } from "./scan.ts";

/** So many refused or unanswered ports of one host surprise nobody. */
const EXPECTED = 2;

/**
 * Many ports of one host tried, mostly in vain.
 *
 * Counts the ports of each pair of hosts that were tried and never answered.
 *
 * Source: after J. Jung, V. Paxson, A. Berger and H. Balakrishnan, "Fast Portscan Detection Using
 * Sequential Hypothesis Testing", IEEE Symposium on Security and Privacy 2004: scanners mostly fail.
 *
 * Fails when the ports tried are mostly open, and for scans of few ports on many days.
 */
export class VerticalScan extends Scan<Attempt> {
  readonly name = "vertical-scan";
  protected readonly unit = "port";
  protected readonly meaning = "This is often a search for open services.";

  /** By destination. */
  protected attempts(day: Day, host: number): Attempt[] {
    const failed = new Map<number, number[]>();
    const answered = new Map<number, number>();
    const { links } = day;
    for (const link of day.linksFrom(host)) {
      const peer = links.destination[link];
      if (day.isFailed(link)) {
        const found = failed.get(peer);
        if (found) found.push(link);
        else failed.set(peer, [link]);
      } else if (links.answered[link] > 0) answered.set(peer, (answered.get(peer) ?? 0) + 1);
    }
    return [...failed].filter(([peer, { length }]) => (answered.get(peer) ?? 0) <= length)
      .map(([, failed]) => ({ failed, count: failed.length }));
  }

  protected expected(_tried: Attempt, usual: number): number {
    return Math.max(usual + 1, EXPECTED);
  }

  protected target(day: Day, host: number, { failed }: Attempt): Target {
    const peer = day.links.destination[failed[0]];
    const destination = day.hostName(peer);
    return {
      peer,
      selector: { source: day.hostName(host), destination },
      where: ` on ${destination}`,
    };
  }
}
