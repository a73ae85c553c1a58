import { formatPlural } from "../../../base/format.ts";
import { NameTable } from "../../connection_block.ts";
import type { Day } from "../../day/day.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { rarity } from "../../statistics/rarity.ts";
import { portText, protocolText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

/**
 * A combination of protocol, service, direction and result that is new for the host and rare in the
 * network: GRE from a laptop, mail from a camera, refused telnet to the outside.
 *
 * Source: novelty by Good and Turing's unseen mass, as for services on unusual ports.
 *
 * Fails for combinations that other hosts use, and says little while the network is young.
 */
export class RareProtocol implements Check {
  readonly name = "rare-protocol";
  readonly kind = "protocol";
  readonly daysNeeded = 2;
  readonly #known = new KnownItems();
  readonly #combinations = new NameTable();
  readonly memory = { known: this.#known, combinations: this.#combinations };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#known.begin();
    const uses = this.#uses(day);
    for (const [host, items] of uses) {
      for (const item of items.keys()) this.#known.note(host, item, day.number);
    }
    const unseen = this.#known.unseenMass();
    const found: Evidence[] = [];
    for (const [host, items] of uses) {
      if (history.activeDays(host) < 2) continue;
      for (const [item, links] of items) {
        if (this.#known.isKnown(host, item)) continue;
        const others = this.#known.othersWith(item, host);
        const { records } = spanOf(day.links, links);
        const score = rarity(others, history.hosts, unseen) * Math.log10(1 + records) / 2;
        if (score > 0) found.push(evidenceOf(day, host, links, score, others));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const [host, items] of this.#uses(day)) {
      if (!isTrusted(host)) continue;
      for (const item of items.keys()) this.#known.learn(host, item, day.number);
    }
    this.#known.forget(day.number);
  }

  /** Combinations that own hosts used, by host. */
  #uses(day: Day): Map<number, Map<number, number[]>> {
    const { links, book } = day;
    const uses = new Map<number, Map<number, number[]>>();
    for (const host of day.counts.keys()) {
      const items = new Map<number, number[]>();
      for (const link of day.linksFrom(host)) {
        const destination = links.destination[link];
        if (book.isGroup(destination)) continue;
        const isKnownPort = links.port[link] >= 0 && links.port[link] < 1024;
        const what = day.serviceName(link) ?? (isKnownPort ? String(links.port[link]) : "");
        const where = book.isOutside(destination) ? "out" : "in";
        const result = links.answered[link] > 0 ? "answered" : "failed";
        const item = this.#combinations.numberOf(
          `${links.protocol[link]} ${what} ${where} ${result}`,
        );
        const found = items.get(item);
        if (found) found.push(link);
        else items.set(item, [link]);
      }
      uses.set(host, items);
    }
    return uses;
  }
}

function evidenceOf(
  day: Day,
  host: number,
  links: number[],
  score: number,
  others: number,
): Evidence {
  const { port, protocol, destination, answered } = day.links;
  const [link] = links;
  const span = spanOf(day.links, links);
  const what = day.serviceName(link)?.toUpperCase() ??
    (port[link] >= 0 && port[link] < 1024
      ? portText(port[link], protocol[link])
      : protocolText(protocol[link]));
  const isOutside = day.book.isOutside(destination[link]);
  return {
    host,
    score,
    ...span,
    peer: destination[link],
    service: day.serviceName(link),
    selector: {
      source: day.hostName(host),
      protocol: protocol[link],
      ...(links.length === 1 ? { destination: day.hostName(destination[link]) } : {}),
    },
    describe: () => ({
      typical: "never used by this host",
      actual: formatPlural(span.records, "connection"),
      text: `Used ${what} ${
        isOutside ? "to the Internet" : "inside the network"
      } for the first time, ${formatPlural(span.records, "connection")}${
        answered[link] > 0 ? "" : ", not answered"
      }; ${others === 0 ? "no other host does" : `${formatPlural(others, "other host")} did`}.`,
    }),
  };
}
