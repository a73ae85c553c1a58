import { formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { isDynamicPort, portKey } from "../../network/endpoint_key.ts";
import { rarity } from "../../statistics/rarity.ts";
import { portText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

/**
 * A host that answers on a port on which it never did before: a client that becomes a server.
 *
 * Weighs more, the fewer hosts answer on the port, the more clients come, and where the host offered
 * no service at all before.
 *
 * Source: roles of hosts as in G. Tan et al., "Role Classification of Hosts within Enterprise Networks
 * Based on Connection Patterns", USENIX 2003.
 *
 * Fails for services that listen on ports given out at random, and for servers that nobody asks.
 */
export class NewServer implements Check {
  readonly name = "new-server";
  readonly kind = "behaviour";
  readonly daysNeeded = 2;
  readonly #known = new KnownItems();
  #servers = new Set<number>();
  readonly memory = {
    known: this.#known,
    servers: {
      save: () => this.#servers,
      restore: (servers: Set<number>) => this.#servers = servers,
      forgetHosts: (isKnown: (host: number) => boolean) => {
        for (const host of this.#servers) if (!isKnown(host)) this.#servers.delete(host);
      },
    },
  };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#known.begin();
    const offers = offersOf(day);
    for (const { host, item } of offers) this.#known.note(host, item, day.number);
    const unseen = this.#known.unseenMass();
    const found: Evidence[] = [];
    for (const { host, item, links, clients } of offers) {
      if (history.activeDays(host) < 2 || this.#known.isKnown(host, item)) continue;
      const others = this.#known.othersWith(item, host);
      const score = rarity(others, history.hosts, unseen) * (this.#servers.has(host) ? 1 : 1.5) *
        Math.log10(9 + clients) / 2;
      if (score > 0) found.push(evidenceOf(day, host, links, clients, score, others));
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const { host, item } of offersOf(day)) {
      if (!isTrusted(host)) continue;
      this.#known.learn(host, item, day.number);
      this.#servers.add(host);
    }
    this.#known.forget(day.number);
  }
}

interface Offer {
  host: number;
  item: number;
  links: number[];
  clients: number;
}

/** Ports on which own hosts answered. */
function offersOf(day: Day): Offer[] {
  const { links, book } = day;
  const offers: Offer[] = [];
  for (const host of day.byDestination.keys()) {
    if (!book.isOwn(host)) continue;
    const ports = new Map<number, number[]>();
    for (const link of day.linksTo(host)) {
      const port = links.port[link];
      if (links.answered[link] === 0 || isDynamicPort(port, links.protocol[link])) continue;
      const item = portKey(port, links.protocol[link]);
      const found = ports.get(item);
      if (found) found.push(link);
      else ports.set(item, [link]);
    }
    for (const [item, found] of ports) {
      const clients = new Set(found.map((link) => links.source[link])).size;
      offers.push({ host, item, links: found, clients });
    }
  }
  return offers;
}

function evidenceOf(
  day: Day,
  host: number,
  links: number[],
  clients: number,
  score: number,
  others: number,
): Evidence {
  const port = day.links.port[links[0]];
  const protocol = day.links.protocol[links[0]];
  return {
    host,
    score,
    ...spanOf(day.links, links),
    service: day.serviceName(links[0]),
    selector: { destination: day.hostName(host), destinationPort: port, protocol },
    cause: `new-server ${port} ${protocol}`,
    describe: () => ({
      typical: "no answers on this port",
      actual: `answers to ${formatPlural(clients, "client")}`,
      text: `Started to answer on ${portText(port, protocol)}, to ${
        formatPlural(clients, "client")
      }; it never offered this service before, and ${
        others === 0
          ? "no other host does"
          : `${formatPlural(others, "other host")} ${others === 1 ? "does" : "do"}`
      }. A program was newly installed, intentionally or not.`,
    }),
  };
}
