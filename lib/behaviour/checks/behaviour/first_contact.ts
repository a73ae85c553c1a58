import { formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import { endpointKey, isDynamicPort, portKey } from "../../network/endpoint_key.ts";
import { chernoffScore } from "../../statistics/chernoff.ts";
import { portText, within } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

const LEAST_EXPECTED = 0.5;
/** A service of a kind that the host never used weighs more than one more server of a known kind. */
const NEW_PORT_WEIGHT = 2;
/** What about a third of the hosts use is no discovery. */
const COMMON = 0.3;
/** A host's first days bring many firsts. */
const DAYS_OF_HOST = 4;

/**
 * Services inside the network that a host uses for the first time: lateral movement.
 *
 * Each new pair of host and port weighs more, the fewer others use it, and twice as much where the
 * host never used the port anywhere; the sum is compared with what the host adds on other days.
 *
 * Source: after A. Bohara et al., "An Unsupervised Multi-Detector Approach for
 * Identifying Malicious Lateral Movement", SRDS 2017, which judges by new edges between hosts.
 *
 * Fails for moves along paths in daily use, and for networks whose addresses change hands (DHCP).
 */
export class FirstContact implements Check {
  readonly name = "first-contact";
  readonly kind = "behaviour";
  readonly daysNeeded = 2;
  readonly #known = new KnownItems();
  readonly #ports = new KnownItems();
  readonly #usual = new DailyValues();
  readonly memory = { known: this.#known, ports: this.#ports, usual: this.#usual };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#note(day);
    const found: Evidence[] = [];
    for (const host of day.counts.keys()) {
      if (history.activeDays(host) < DAYS_OF_HOST) continue;
      const links = this.#newLinks(day, host);
      if (links.length === 0) continue;
      const weight = this.#weight(day, host, links, history.hosts);
      const usual = Math.max(this.#usual.recentMean(host), this.#usual.usualMaximum(host));
      const score = chernoffScore(weight, Math.max(usual, LEAST_EXPECTED));
      if (score > 0) found.push(evidenceOf(day, host, links, score));
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const host of day.counts.keys()) {
      if (!isTrusted(host)) continue;
      this.#usual.learn(host, this.#weight(day, host, this.#newLinks(day, host), day.counts.size));
      for (const link of insideLinks(day, host)) {
        this.#known.learn(host, itemOf(day, link), day.number);
        this.#ports.learn(host, portOf(day, link), day.number);
      }
    }
    this.#known.forget(day.number);
    this.#ports.forget(day.number);
  }

  #note(day: Day): void {
    this.#known.begin();
    for (const host of day.counts.keys()) {
      for (const link of insideLinks(day, host)) {
        this.#known.note(host, itemOf(day, link), day.number);
      }
    }
  }

  #newLinks(day: Day, host: number): number[] {
    return insideLinks(day, host).filter((link) => !this.#known.isKnown(host, itemOf(day, link)));
  }

  #weight(day: Day, host: number, links: number[], hosts: number): number {
    let sum = 0;
    for (const link of links) {
      const others = this.#known.othersWith(itemOf(day, link), host);
      const rare = Math.log((hosts + 1) / (others + 1)) / Math.log(hosts + 1);
      const weight = Math.max(0, rare - COMMON) / (1 - COMMON);
      sum += weight * (this.#ports.isKnown(host, portOf(day, link)) ? 1 : NEW_PORT_WEIGHT);
    }
    return sum;
  }
}

/** Links of a host to services inside that answered. */
function insideLinks(day: Day, host: number): number[] {
  const { links, book } = day;
  return [...day.linksFrom(host)].filter((link) =>
    links.answered[link] > 0 && book.isOwn(links.destination[link]) &&
    !isDynamicPort(links.port[link], links.protocol[link])
  );
}

function itemOf(day: Day, link: number): number {
  const { destination, port, protocol } = day.links;
  return endpointKey(day.book.keyOf(destination[link]), port[link], protocol[link]);
}

function portOf(day: Day, link: number): number {
  return portKey(day.links.port[link], day.links.protocol[link]);
}

function evidenceOf(day: Day, host: number, links: number[], score: number): Evidence {
  const span = spanOf(day.links, links);
  const peers = new Set(links.map((link) => day.links.destination[link]));
  const ports = [
    ...new Set(links.map((link) => portText(day.links.port[link], day.links.protocol[link]))),
  ];
  const peer = day.links.destination[links[0]];
  const isOne = peers.size === 1;
  return {
    host,
    score,
    ...span,
    peer,
    service: day.serviceName(links[0]),
    selector: { source: day.hostName(host), ...(isOne ? { destination: day.hostName(peer) } : {}) },
    describe: () => ({
      typical: "the same few services on most days",
      actual: formatPlural(links.length, "new service"),
      text: `Used ${formatPlural(links.length, "service")} on ${
        isOne ? day.hostName(peer) : formatPlural(peers.size, "host")
      } inside the network for the first time ${within(span.from, span.to)}: ${
        ports.slice(0, 3).join(", ")
      }${
        ports.length > 3 ? " and others" : ""
      }. Few other hosts use them. This can be an intruder exploring the network, or someone with a new task.`,
    }),
  };
}
