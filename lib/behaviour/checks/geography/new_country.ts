import { formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import type { Places } from "../../network/places.ts";
import { NameTable } from "../../connection_block.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

const LOGIN_PORTS = new Set([21, 22, 23, 25, 110, 143, 445, 587, 993, 1194, 1723, 3389, 5900]);
const LOGIN_WEIGHT = 1.2;
const KNOCK_WEIGHT = 0.5;
const OTHER_WEIGHT = 0.15;
/** Bytes that a session has at least; less is a knock on the door. */
const SESSION_BYTES = 4000;
/** What each power of ten of bytes sent beyond so many adds. */
const SENT = { bytes: 30_000, weight: 0.4 };

/**
 * A country or network operator (AS) that a host had nothing to do with before.
 *
 * Weighs more, the fewer hosts of the network have contacts there, and more for sessions on ports of
 * logins and for bytes that are sent there than for anything else: web pages load parts from anywhere.
 *
 * Source: after D. Freeman et al., "Who Are You? A Statistical Approach to Measuring User
 * Authenticity", NDSS 2016, which judges logins by the rarity of country and network.
 *
 * Fails for attackers who use servers in usual countries, and where the table of places is old.
 */
export class NewCountry implements Check {
  readonly name = "new-country";
  readonly kind = "geography";
  readonly daysNeeded = 1;
  readonly #known = new KnownItems();
  readonly #placeNames = new NameTable();
  readonly memory = { known: this.#known, placeNames: this.#placeNames };
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#known.begin();
    const contacts = this.#contacts(day);
    for (const [host, places] of contacts) {
      for (const place of places.keys()) this.#known.note(host, place, day.number);
    }
    const found: Evidence[] = [];
    for (const [host, places] of contacts) {
      if (history.activeDays(host) === 0) continue;
      for (const [place, links] of places) {
        if (this.#known.isKnown(host, place)) continue;
        const others = this.#known.othersWith(place, host);
        const rarity = Math.log10((history.hosts + 1) / (others + 0.5));
        const score = rarity * weightOf(day, links, isSession(day, links[0]));
        if (score > 0) found.push(this.#evidence(day, host, place, links, score, others));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const [host, places] of this.#contacts(day)) {
      if (!isTrusted(host)) continue;
      for (const place of places.keys()) this.#known.learn(host, place, day.number);
    }
    this.#known.forget(day.number);
  }

  /** Answered links of own hosts with the outside, in either direction, by country and by AS. */
  #contacts(day: Day): Map<number, Map<number, number[]>> {
    const { links, book } = day;
    const contacts = new Map<number, Map<number, number[]>>();
    for (let link = 0; link < links.size; link++) {
      const isOut = book.isOwn(links.source[link]);
      const host = isOut ? links.source[link] : links.destination[link];
      const peer = isOut ? links.destination[link] : links.source[link];
      if (links.answered[link] === 0 || !book.isOwn(host) || !book.isOutside(peer)) continue;
      let places = contacts.get(host);
      if (!places) contacts.set(host, places = new Map());
      for (const name of this.#places.of(day.hostName(peer))) {
        // Who logs in from a country is another question than who has web pages there.
        const place = 2 * this.#placeNames.numberOf(name) + Number(isSession(day, link));
        const found = places.get(place);
        if (found) found.push(link);
        else places.set(place, [link]);
      }
    }
    return contacts;
  }

  #evidence(
    day: Day,
    host: number,
    place: number,
    links: number[],
    score: number,
    others: number,
  ): Evidence {
    const span = spanOf(day.links, links);
    const worst = links.find((link) => LOGIN_PORTS.has(day.links.port[link])) ?? links[0];
    const isOut = day.links.source[worst] === host;
    const peer = isOut ? day.links.destination[worst] : day.links.source[worst];
    const name = this.#placeNames.nameOf(place >> 1);
    return {
      host,
      score,
      ...span,
      peer,
      service: day.serviceName(worst),
      selector: isOut
        ? { source: day.hostName(host), destination: day.hostName(peer) }
        : { source: day.hostName(peer), destination: day.hostName(host) },
      describe: () => ({
        typical: "no contact with this place",
        actual: formatPlural(span.records, "connection"),
        text: `${isOut ? "Connected to" : "Was contacted from"} ${
          day.hostName(peer)
        } in ${name} (port ${day.links.port[worst]}), ${
          formatPlural(span.records, "time")
        }; it had no contact there before, and ${
          others === 0 ? "neither had any other host" : `${formatPlural(others, "other host")} had`
        }. A login from an unusual place can mean a stolen password.`,
      }),
    };
  }
}

/** How much contacts with a new place matter. */
function weightOf(day: Day, indices: readonly number[], isSession: boolean): number {
  const { links, book } = day;
  let sent = 0;
  let isKnock = false;
  for (const link of indices) {
    if (book.isOwn(links.source[link])) sent += links.sourceBytes[link];
    if (LOGIN_PORTS.has(links.port[link])) isKnock = true;
  }
  const weight = isSession ? LOGIN_WEIGHT : isKnock ? KNOCK_WEIGHT : OTHER_WEIGHT;
  return weight + SENT.weight * Math.max(0, Math.log10(sent / SENT.bytes));
}

/** Whether a link looks like a login that worked, by its bytes. */
function isSession(day: Day, link: number): boolean {
  const { links } = day;
  const bytes = links.sourceBytes[link] + links.destinationBytes[link];
  return LOGIN_PORTS.has(links.port[link]) && bytes / links.records[link] >= SESSION_BYTES;
}
