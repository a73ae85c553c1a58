import { formatDuration } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { portKey } from "../../network/endpoint_key.ts";
import { portText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";

/** Seconds; shorter connections are nothing special. */
const LEAST_SECONDS = 2 * 3600;
/** Score of a connection ten times as long as the host's usual longest one. */
const SCORE_OF_TENFOLD = 3;

/**
 * A connection to the outside that lasts longer than any usual one of the host: a tunnel, a remote
 * session or a channel for orders.
 *
 * Source: Active Countermeasures' RITA lists long connections for the same reason.
 *
 * Fails for channels that are rebuilt now and then, and where a log splits connections by time.
 */
export class LongConnection implements Check {
  readonly name = "long-connection";
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();
  readonly #ports = new KnownItems();
  readonly memory = { usual: this.#usual, ports: this.#ports };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#ports.begin();
    const { links } = day;
    const found: Evidence[] = [];
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host)) continue;
      for (const link of day.linksFrom(host)) {
        if (
          !(links.longest[link] > LEAST_SECONDS) || !day.book.isOutside(links.destination[link])
        ) {
          continue;
        }
        this.#ports.note(host, portOf(day, link), day.number);
        const usual = this.#usual.usualMaximum(host);
        const others = this.#ports.othersWith(portOf(day, link), host);
        const rarity = 1 - Math.log(others + 1) / Math.log(Math.max(history.hosts, others) + 2);
        const times = links.longest[link] / Math.max(usual, LEAST_SECONDS);
        const score = SCORE_OF_TENFOLD * Math.log10(times) * rarity;
        if (score > 0) found.push(evidenceOf(day, link, score, usual));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    const { links } = day;
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host) || !isTrusted(host)) continue;
      let longest = 0;
      for (const link of day.linksFrom(host)) {
        if (!day.book.isOutside(links.destination[link])) continue;
        longest = Math.max(longest, links.longest[link]);
        if (links.longest[link] > LEAST_SECONDS) {
          this.#ports.learn(host, portOf(day, link), day.number);
        }
      }
      this.#usual.learn(host, longest);
    }
    this.#ports.forget(day.number);
  }
}

function portOf(day: Day, link: number): number {
  return portKey(day.links.port[link], day.links.protocol[link]);
}

function evidenceOf(day: Day, link: number, score: number, usual: number): Evidence {
  const { links } = day;
  const destination = day.hostName(links.destination[link]);
  const seconds = links.longest[link];
  return {
    host: links.source[link],
    score,
    from: links.longestAt[link],
    to: links.longestAt[link] + 1000 * seconds,
    peer: links.destination[link],
    service: day.serviceName(link),
    records: 1,
    selector: { source: day.hostName(links.source[link]), destination },
    describe: () => ({
      typical: usual > 0 ? `at most ${formatDuration(1000 * usual)}` : "less than 2 h",
      actual: formatDuration(1000 * seconds),
      values: { typical: usual / 3600, actual: seconds / 3600, unit: "hours" },
      text: `Kept one connection to ${destination} (${
        portText(links.port[link], links.protocol[link])
      }) open for ${formatDuration(1000 * seconds)}; ${
        usual > 0
          ? `its usual longest is ${formatDuration(1000 * usual)}`
          : "less than 2 h is usual"
      }. Tunnels and remote sessions look like this.`,
    }),
  };
}
