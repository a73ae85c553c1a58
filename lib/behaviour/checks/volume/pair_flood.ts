import { formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import { portText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";

/** Connections an hour between two hosts, on one port, that surprise nobody. */
const EXPECTED = 500;
/** How far above its usual maximum a host may go. */
const MARGIN = 1.5;
/** Score of ten times the connections that are expected; unanswered ones count up to double. */
const SCORE_OF_TENFOLD = 4;
const DNS_PORT = 53;

/**
 * Very many connections from one host to another on one port within an hour: a flood, or guessing in
 * web pages.
 *
 * The only check of counts that needs no history; with it, the host's own usual maximum is the measure.
 * Lookups of names are left out: servers of names get as many.
 *
 * Source: ours; a fixed limit for networks that are not yet known, on a logarithmic scale.
 *
 * Fails for floods from many sources, each small; takes a busy proxy for one on its first day.
 */
export class PairFlood implements Check {
  readonly name = "pair-flood";
  readonly kind = "volume";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();
  readonly memory = { usual: this.#usual };

  judge(day: Day): Evidence[] {
    const { links, book } = day;
    const found: Evidence[] = [];
    for (const host of day.bySource.keys()) {
      const usual = this.#usual.usualMaximum(host);
      const expected = Math.max(EXPECTED, MARGIN * usual);
      for (const link of day.linksFrom(host)) {
        const count = links.busiestHour[link];
        if (count <= expected || links.port[link] === DNS_PORT) continue;
        if (book.isGroup(links.destination[link])) continue;
        const unanswered = links.failed[link] / links.records[link];
        const score = SCORE_OF_TENFOLD * Math.log10(count / expected) * (1 + unanswered);
        found.push(evidenceOf(day, link, score, usual));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    const { links } = day;
    this.#usual.learnDay(day, isTrusted, (host) => {
      let most = 0;
      for (const link of day.linksFrom(host)) {
        if (links.port[link] !== DNS_PORT) most = Math.max(most, links.busiestHour[link]);
      }
      return most;
    });
  }
}

function evidenceOf(day: Day, link: number, score: number, usual: number): Evidence {
  const { links } = day;
  const source = day.hostName(links.source[link]);
  const destination = day.hostName(links.destination[link]);
  const port = links.port[link];
  const protocol = links.protocol[link];
  const count = links.busiestHour[link];
  const isUnanswered = links.failed[link] > links.records[link] / 2;
  return {
    host: links.source[link],
    score,
    from: links.first[link],
    to: links.last[link] + 1,
    peer: links.destination[link],
    service: day.serviceName(link),
    records: links.records[link],
    selector: { source, destination, protocol, ...(port >= 0 ? { destinationPort: port } : {}) },
    describe: () => ({
      typical: usual > 0
        ? `at most ${formatCount(usual)} connections per hour`
        : `fewer than ${formatCount(EXPECTED)} connections per hour`,
      actual: `${formatCount(count)} connections per hour`,
      values: {
        typical: usual > 0 ? usual : EXPECTED,
        actual: count,
        unit: "connections per hour",
      },
      text: `Opened ${formatCount(count)} connections to ${destination} (${
        portText(port, protocol)
      }) within one hour${isUnanswered ? ", most of them not answered" : ""}; ${
        usual > 0 ? `at most ${formatCount(usual)} are usual` : "hosts rarely need so many"
      }. This can be a flood, or a program guessing passwords or web pages.`,
    }),
  };
}
