import { formatCount, formatDuration } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import type { LinkTable } from "../../day/link_table.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { endpointKey } from "../../network/endpoint_key.ts";
import { regularityScore } from "../../statistics/regularity.ts";
import { portText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";

const LEAST_CONTACTS = 8;
/** While a day goes on: a few regular contacts in a row happen to everybody. */
const LEAST_SO_FAR = 24;
const MOST_INTERVALS = 64;
const TRIMMED = 0.1;
const SHORTEST_INTERVAL = 1000;
/** Milliseconds; a page that loads its parts is done sooner. */
const SHORTEST_SPAN = 300_000;
/** What the fit of a shape gains on random intervals by itself, each. */
const GAIN_PER_INTERVAL = 0.08;
const MOST_SCORE = 20;
/** What messages of equal size add to the score. */
const EQUAL_SIZES = 0.5;
/** What a third of the hosts contact is no operator of malware. */
const COMMON = 1 / 3;
/** Lookups, address leases and clocks are regular by design. */
const REGULAR_PORTS = new Set([53, 67, 68, 123, 137, 138, 1900, 5353, 5355]);

/** A pair whose contacts are regular, and when it was first and last seen. */
interface Age {
  first: number;
  last: number;
}

/**
 * Contacts in regular intervals, as malware asks its operator for orders.
 *
 * The likelihood ratio of a gamma distribution against random contacts tells regular intervals from
 * others whatever their length, and loses little by jitter. Messages of equal size add to it. It counts less for destinations that
 * other hosts use and for pairs that are old, and not at all where a third of the hosts contact the
 * destination or the pair is a week old: updates and mail are as regular.
 *
 * Source: D. Cox and P. Lewis, The Statistical Analysis of Series of Events, 1966, for the ratio;
 * Active Countermeasures' RITA for looking at intervals of pairs and at prevalence.
 *
 * Fails for fewer than eight contacts a day, for services that many hosts use, for operators whose
 * address changes daily, and for what was there from the first day on.
 */
export class Beacon implements Check {
  readonly name = "beacon";
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #users = new KnownItems();
  #ages = new Map<string, Age>();
  readonly memory = {
    users: this.#users,
    ages: { save: () => this.#ages, restore: (ages: Map<string, Age>) => this.#ages = ages },
  };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#noteUsers(day);
    const found: Evidence[] = [];
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host)) continue;
      for (const link of day.linksFrom(host)) {
        const regularity = regularityOf(day, link);
        if (regularity <= 0) continue;
        const score = regularity * this.#rarity(day, link, history) * this.#youth(day, link);
        if (score > 0) found.push(evidenceOf(day, link, score));
      }
    }
    return found;
  }

  learn(day: Day): void {
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host)) continue;
      for (const link of day.linksFrom(host)) {
        if (regularityOf(day, link) <= 0) continue;
        const key = this.#pairKey(day, link);
        const age = this.#ages.get(key);
        if (age) age.last = day.number;
        else this.#ages.set(key, { first: day.number, last: day.number });
      }
    }
    for (const [key, { last }] of this.#ages) if (day.number - last > 14) this.#ages.delete(key);
    this.#users.forget(day.number);
  }

  #noteUsers(day: Day): void {
    this.#users.begin();
    const { links } = day;
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host)) continue;
      for (const link of day.linksFrom(host)) {
        if (links.records[link] > 1) this.#users.note(host, itemOf(day, link), day.number);
      }
    }
  }

  /** 1 for a destination that no other host uses, 0 for one that a third of them use. */
  #rarity(day: Day, link: number, history: HostHistory): number {
    const hosts = Math.max(history.hosts, day.counts.size);
    if (hosts < 3) return 1;
    const others = this.#users.othersWith(itemOf(day, link), day.links.source[link]);
    return Math.max(0, 1 - Math.log(others + 1) / Math.log(COMMON * hosts + 1));
  }

  #youth(day: Day, link: number): number {
    const age = this.#ages.get(this.#pairKey(day, link));
    const days = age ? day.number - age.first : 0;
    return days < 3 ? 1 : days < 7 ? 0.3 : 0;
  }

  #pairKey(day: Day, link: number): string {
    return `${day.links.source[link]} ${itemOf(day, link)}`;
  }
}

/** Outside, servers of one network stand for each other; inside, each for itself. */
function itemOf(day: Day, link: number): number {
  const { destination, port, protocol } = day.links;
  const host = destination[link];
  return day.book.isOutside(host)
    ? -endpointKey(day.book.networkOf(host) + 1, port[link], protocol[link])
    : endpointKey(day.book.keyOf(host), port[link], protocol[link]);
}

function regularityOf(day: Day, link: number): number {
  const { links } = day;
  const least = day.isOver ? LEAST_CONTACTS : LEAST_SO_FAR;
  if (links.records[link] < least || REGULAR_PORTS.has(links.port[link])) return 0;
  if (day.book.isGroup(links.destination[link])) return 0;
  if (links.last[link] - links.first[link] < SHORTEST_SPAN) return 0;
  const intervals = intervalsOf(links.times[link] ?? []);
  if (intervals.length < LEAST_CONTACTS - 2) return 0;
  const score = regularityScore(intervals) - GAIN_PER_INTERVAL * intervals.length;
  return Math.min(MOST_SCORE, score * (1 + EQUAL_SIZES * equality(links, link)));
}

/** The last intervals above a second, ascending, without the shortest and longest tenth. */
function intervalsOf(times: number[]): Float64Array {
  const intervals: number[] = [];
  for (let i = times.length - 1; i > 0 && intervals.length < MOST_INTERVALS; i--) {
    const interval = times[i] - times[i - 1];
    if (interval > SHORTEST_INTERVAL) intervals.push(interval);
  }
  const cut = Math.floor(TRIMMED * intervals.length);
  return Float64Array.from(intervals).sort().subarray(cut, intervals.length - cut);
}

/** 1 where the source always sends as many bytes, 0 where they differ by a half or more. */
function equality({ records, sourceBytes, squaredBytes }: LinkTable, link: number): number {
  const mean = sourceBytes[link] / records[link];
  if (!(mean > 0)) return 0;
  const variance = Math.max(0, squaredBytes[link] / records[link] - mean * mean);
  return Math.max(0, 1 - 2 * Math.sqrt(variance) / mean);
}

function evidenceOf(day: Day, link: number, score: number): Evidence {
  const { links } = day;
  const source = day.hostName(links.source[link]);
  const destination = day.hostName(links.destination[link]);
  const intervals = intervalsOf(links.times[link] ?? []);
  const every = intervals[intervals.length >> 1];
  const spread = (intervals[intervals.length - 1] - intervals[0]) / 2;
  const pace = `every ${formatDuration(every)}` +
    (spread < 1000 ? "" : `, give or take ${formatDuration(spread)}`);
  const port = links.port[link];
  return {
    host: links.source[link],
    score,
    from: links.first[link],
    to: links.last[link] + 1,
    peer: links.destination[link],
    service: day.serviceName(link),
    records: links.records[link],
    selector: {
      source,
      destination,
      protocol: links.protocol[link],
      ...(port >= 0 ? { destinationPort: port } : {}),
    },
    describe: () => ({
      typical: "contacts at irregular intervals",
      actual: pace,
      text: `Contacted ${destination} (${portText(port, links.protocol[link])}) ${pace}: ${
        formatCount(links.records[link])
      } times. Malware that polls a control server does this; so do updates and monitoring.`,
    }),
  };
}
