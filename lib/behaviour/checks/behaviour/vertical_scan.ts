import { formatCount, formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import { chernoffScore } from "../../statistics/chernoff.ts";
import { within } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

/** So many refused or unanswered ports of one host surprise nobody. */
const EXPECTED = 2;

/**
 * Many ports of one host tried, mostly in vain.
 *
 * Counts the ports of each pair of hosts that were tried and never answered, over the whole day, so
 * that a slow scan counts as a fast one. Hosts that do it daily, such as inventory tools, are measured
 * by their own past.
 *
 * Source: after J. Jung, V. Paxson, A. Berger and H. Balakrishnan, "Fast Portscan Detection Using
 * Sequential Hypothesis Testing", IEEE Symposium on Security and Privacy 2004: scanners mostly fail.
 *
 * Fails when the ports tried are mostly open, and for scans of few ports on many days.
 */
export class VerticalScan implements Check {
  readonly name = "vertical-scan";
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();

  judge(day: Day): Evidence[] {
    return [...day.bySource.keys()].flatMap((host) => {
      const worst = this.#worst(day, host);
      return worst ? [worst] : [];
    });
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host) || !isTrusted(host)) continue;
      this.#usual.learn(host, Math.max(0, ...[...failedByPeer(day, host).values()].map(portsIn)));
    }
  }

  #worst(day: Day, host: number): Evidence | null {
    const usual = this.#usual.usualMaximum(host);
    let worst: { peer: number; links: number[]; score: number } | null = null;
    for (const [peer, links] of failedByPeer(day, host)) {
      const score = chernoffScore(links.length, Math.max(usual + 1, EXPECTED)) / (1 + 0.2 * usual);
      if (score > (worst?.score ?? 0)) worst = { peer, links, score };
    }
    if (!worst) return null;
    const { peer, links, score } = worst;
    const span = spanOf(day.links, links);
    return {
      host,
      score,
      ...span,
      peer,
      selector: { source: day.hostName(host), destination: day.hostName(peer) },
      describe: () => ({
        typical: usual > 0 ? `at most ${formatPlural(usual, "port")} a day` : "none",
        actual: formatPlural(links.length, "port"),
        values: { typical: usual, actual: links.length, unit: "ports" },
        text: `Tried ${formatPlural(links.length, "port")} on ${day.hostName(peer)} ${
          within(span.from, span.to)
        }, none of which answered${
          usual > 0 ? `; on other days at most ${formatCount(usual)}` : ""
        }. This is often a search for open services.`,
      }),
    };
  }
}

const portsIn = (links: number[]) => links.length;

/** Links that failed by destination, where most ports tried there failed. */
function failedByPeer(day: Day, host: number): Map<number, number[]> {
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
  for (const [peer, { length }] of failed) {
    if ((answered.get(peer) ?? 0) > length) failed.delete(peer);
  }
  return failed;
}
