import { formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { rarity } from "../../statistics/rarity.ts";
import { portText, protocolText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

/** A host's first days bring many firsts. */
const DAYS_OF_HOST = 2;

/** What {@linkcode KnownItems} of each service keep. */
type SavedItems = Map<number, ReturnType<KnownItems["save"]>>;

/** Services of one host on one port, outside or inside. */
interface Use {
  item: number;
  service: number;
  links: number[];
}

/**
 * An application protocol on a port where this network does not use it: HTTP on 8443, SSH on 443.
 *
 * What is usual is learned, not listed: the fewer hosts have used the protocol on this port, and the
 * rarer new ports of the protocol are at all (Good and Turing's estimate), the more it weighs. Where a
 * log knows no application protocols, ports stand for themselves.
 *
 * Source: I. Good, Biometrika 40, 1953, for the unseen mass.
 *
 * Fails where the protocol on the port is encrypted or unknown, and for ports in use elsewhere.
 */
export class OddPort implements Check {
  readonly name = "service-on-unusual-port";
  readonly kind = "protocol";
  readonly daysNeeded = 1;
  /** Users of each service on each port, one table a service. */
  readonly #known = new Map<number, KnownItems>();
  readonly memory = {
    known: { save: () => this.#save(), restore: (state: SavedItems) => this.#restore(state) },
  };

  judge(day: Day, history: HostHistory): Evidence[] {
    for (const known of this.#known.values()) known.begin();
    const uses = usesOf(day);
    for (const [host, list] of uses) {
      for (const { item, service } of list) this.#of(service).note(host, item, day.number);
    }
    const found: Evidence[] = [];
    for (const [host, list] of uses) {
      if (history.activeDays(host) < DAYS_OF_HOST) continue;
      for (const { item, service, links } of list) {
        const known = this.#of(service);
        if (known.isKnown(host, item)) continue;
        const others = known.othersWith(item, host);
        const { records } = spanOf(day.links, links);
        const score = rarity(others, history.hosts, known.unseenMass()) * Math.log10(1 + records) /
          2;
        if (score > 0) found.push(evidenceOf(day, host, links, score, others));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const [host, list] of usesOf(day)) {
      if (!isTrusted(host)) continue;
      for (const { item, service } of list) this.#of(service).learn(host, item, day.number);
    }
    for (const known of this.#known.values()) known.forget(day.number);
  }

  #save(): SavedItems {
    return new Map(this.#known.entries().map(([service, known]) => [service, known.save()]));
  }

  #restore(state: SavedItems): void {
    this.#known.clear();
    for (const [service, items] of state) this.#of(service).restore(items);
  }

  #of(service: number): KnownItems {
    let known = this.#known.get(service);
    if (!known) this.#known.set(service, known = new KnownItems());
    return known;
  }
}

/** What own hosts used, by service and port; without a service, by port alone. */
function usesOf(day: Day): Map<number, Use[]> {
  const { links, book } = day;
  const uses = new Map<number, Use[]>();
  for (const host of day.counts.keys()) {
    const found = new Map<string, Use>();
    for (const link of day.linksFrom(host)) {
      if (links.answered[link] === 0 || book.isGroup(links.destination[link])) continue;
      const port = links.port[link];
      if (port < 0) continue;
      // Peers of calls and games are asked on ports given out at random.
      const service = links.service[link] >= 0 ? links.service[link] : -1 - links.protocol[link];
      if (service < 0 && port >= 32_768) continue;
      const key = `${service} ${port} ${links.protocol[link]}`;
      const use = found.get(key);
      if (use) use.links.push(link);
      else found.set(key, { item: port * 256 + links.protocol[link], service, links: [link] });
    }
    uses.set(host, [...found.values()]);
  }
  return uses;
}

function evidenceOf(
  day: Day,
  host: number,
  links: number[],
  score: number,
  others: number,
): Evidence {
  const [link] = links;
  const port = day.links.port[link];
  const protocol = day.links.protocol[link];
  const service = day.serviceName(link);
  const peer = day.links.destination[link];
  const span = spanOf(day.links, links);
  const what = service?.toUpperCase() ?? protocolText(protocol);
  return {
    host,
    score,
    ...span,
    peer,
    service,
    selector: { source: day.hostName(host), destinationPort: port, protocol },
    cause: `odd-port ${service} ${port} ${protocol}`,
    describe: () => ({
      typical: `${what} on other ports`,
      actual: `${formatPlural(span.records, "connection")} on ${portText(port, protocol)}`,
      text: `Used ${what} on ${portText(port, protocol)} to ${day.hostName(peer)}, ${
        formatPlural(span.records, "connection")
      }; ${
        others === 0 ? "no host" : `only ${formatPlural(others, "other host")}`
      } on this network did so before. Programs that try to evade detection do this.`,
    }),
  };
}
