import type { Day } from "../../day/day.ts";
import { portKey } from "../../network/endpoint_key.ts";
import { portText } from "../../words/amounts.ts";
import { type Attempt, Scan, type Target } from "./scan.ts";

/** So many hosts that do not answer on a port surprise nobody. */
const EXPECTED = 4;
/** Over all ports together more is usual: peers of yesterday that are switched off. */
const EXPECTED_ANYWHERE = 12;
const ANY_PORT = -1;

/** The hosts that one host tried on one port, or on any. */
interface HostAttempt extends Attempt {
  isAnywhere: boolean;
}

/**
 * The same port tried on many hosts, mostly in vain; or many hosts on any port, none of which answer.
 *
 * A port counts where at least as many hosts failed as answered: the idea of threshold random walk,
 * with the day as its window.
 *
 * Source: J. Jung, V. Paxson, A. Berger and H. Balakrishnan, "Fast Portscan Detection Using Sequential
 * Hypothesis Testing", IEEE Symposium on Security and Privacy 2004.
 *
 * Fails where most hosts answer, as with a port that is open everywhere: first contact sees these.
 */
export class HorizontalScan extends Scan<HostAttempt> {
  readonly name = "horizontal-scan";
  protected readonly unit = "host";
  protected readonly meaning = "This is often a network scan, or malware looking for new targets.";

  /** By port, and one on any port. */
  protected attempts(day: Day, host: number): HostAttempt[] {
    const { links } = day;
    const tried = new Map<number, { failed: number[]; hosts: Set<number>; answered: number }>();
    for (const link of day.linksFrom(host)) {
      const isFailed = day.isFailed(link);
      if (!isFailed && links.answered[link] === 0) continue;
      for (const key of [portKey(links.port[link], links.protocol[link]), ANY_PORT]) {
        let found = tried.get(key);
        if (!found) tried.set(key, found = { failed: [], hosts: new Set(), answered: 0 });
        if (isFailed) {
          found.failed.push(link);
          found.hosts.add(links.destination[link]);
        } else found.answered++;
      }
    }
    return [...tried].filter(([, { hosts, answered }]) => hosts.size >= answered)
      .map(([key, { failed, hosts }]) => ({
        failed,
        count: hosts.size,
        isAnywhere: key === ANY_PORT,
      }));
  }

  protected expected({ isAnywhere }: HostAttempt, usual: number): number {
    return isAnywhere ? Math.max(3 * usual, EXPECTED_ANYWHERE) : Math.max(usual + 1, EXPECTED);
  }

  protected override isMeasure({ isAnywhere }: HostAttempt): boolean {
    return !isAnywhere;
  }

  protected target(day: Day, host: number, { failed, isAnywhere }: HostAttempt): Target {
    const source = day.hostName(host);
    if (isAnywhere) return { selector: { source }, where: "" };
    const port = day.links.port[failed[0]];
    const protocol = day.links.protocol[failed[0]];
    return {
      selector: { source, protocol, ...(port >= 0 ? { destinationPort: port } : {}) },
      where: ` on ${portText(port, protocol)}`,
    };
  }
}
