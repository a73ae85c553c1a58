import { formatBytes } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import type { HostHistory } from "../../history/host_history.ts";
import { KnownItems } from "../../history/known_items.ts";
import type { Check, Evidence } from "../check.ts";
import { areLinksRelayed } from "../relayed_lookups.ts";
import { spanOf } from "../span.ts";

/** Bytes; less is no upload. */
const LEAST_BYTES = 10_000;
const MOST_USUAL = 7.5;
/** So many powers of ten above the most that anybody sent to a network make it count as new. */
const SURGE = 3;
/** On a host's first day every address is new. */
const DAYS_OF_HOST = 2;

/**
 * Many bytes sent to a network on the Internet that the host never used before: data on its way out.
 *
 * Adds up what each host sends to each /24 (IPv6: /48). The logarithm of the bytes counts less where
 * other hosts know the network, unless nobody ever sent nearly as much there, and is measured by what
 * the host itself has sent to new ones before. Of a network that the host knows, only addresses count
 * that it never sent much to, and only what is beyond the usual there.
 *
 * Source: ours; the best of several exfiltration checks on simulated networks.
 *
 * Fails for uploads to services in use, and for slow ones below the host's usual uploads.
 */
export class NewUpload implements Check {
  readonly name = "upload-to-new-address";
  readonly kind = "behaviour";
  readonly daysNeeded = 1;
  readonly #known = new KnownItems();
  /** Addresses that a host sent as much to that it was an upload. */
  readonly #addresses = new KnownItems();
  readonly #usual = new DailyValues();
  /** The most that a host sent to each network on one day. */
  #largest = new Map<number, number>();
  readonly memory = {
    known: this.#known,
    addresses: this.#addresses,
    usual: this.#usual,
    largest: {
      save: () => this.#largest,
      restore: (largest: Map<number, number>) => this.#largest = largest,
    },
  };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#known.begin();
    this.#addresses.begin();
    const uploads = uploadsOf(day);
    for (const [host, networks] of uploads) {
      for (const network of networks.keys()) this.#known.note(host, network, day.number);
    }
    const found: Evidence[] = [];
    for (const [host, networks] of uploads) {
      if (history.activeDays(host) < DAYS_OF_HOST) continue;
      const usual = this.#usual.usualMaximum(host);
      for (const [network, all] of networks) {
        const links = this.#newLinks(day, host, network, all);
        const raw = this.#amount(day, host, network, links, history.hosts);
        const score = raw - 0.5 * Math.min(usual, MOST_USUAL);
        if (raw <= 0 || score <= 0 || areLinksRelayed(day, host, links)) continue;
        found.push(this.#evidence(day, host, network, links, score));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    const uploads = uploadsOf(day);
    for (const host of day.counts.keys()) {
      if (!isTrusted(host)) continue;
      let most = 0;
      for (const [network, links] of uploads.get(host) ?? []) {
        const found = this.#newLinks(day, host, network, links);
        most = Math.max(most, this.#amount(day, host, network, found, day.counts.size));
        this.#known.learn(host, network, day.number);
        for (const link of links) {
          if (day.links.sourceBytes[link] < LEAST_BYTES) continue;
          this.#addresses.learn(host, day.book.keyOf(day.links.destination[link]), day.number);
        }
      }
      this.#usual.learn(host, most);
    }
    this.#learnLargest(day, uploads, isTrusted);
    this.#known.forget(day.number);
    this.#addresses.forget(day.number);
    for (const network of this.#largest.keys()) {
      if (!this.#known.isInUse(network)) this.#largest.delete(network);
    }
  }

  #learnLargest(day: Day, uploads: Uploads, isTrusted: (host: number) => boolean): void {
    for (const [host, networks] of uploads) {
      if (!isTrusted(host)) continue;
      for (const [network, links] of networks) {
        const bytes = Math.max(this.#largest.get(network) ?? 0, bytesOf(day, links));
        this.#largest.set(network, bytes);
      }
    }
  }

  /** Links to a network, without those to addresses in use where the host knows the network. */
  #newLinks(day: Day, host: number, network: number, links: number[]): number[] {
    if (!this.#known.isKnown(host, network)) return links;
    const { destination } = day.links;
    return links.filter((link) =>
      !this.#addresses.isKnown(host, day.book.keyOf(destination[link]))
    );
  }

  /** log10 of the bytes, less where the network is known to the host or to others. */
  #amount(day: Day, host: number, network: number, links: number[], hosts: number): number {
    const bytes = bytesOf(day, links);
    if (bytes < LEAST_BYTES) return 0;
    const others = this.#known.othersWith(network, host);
    const rare = this.#known.isKnown(host, network)
      ? 0
      : Math.max(0, 1 - Math.log(1 + others) / Math.log(Math.max(hosts, others) + 2));
    const times = bytes / Math.max(LEAST_BYTES, this.#largest.get(network) ?? 0);
    const surge = Math.min(1, Math.max(0, Math.log10(times)) / SURGE);
    return Math.log10(bytes) * (rare + (1 - rare) * surge);
  }

  #noveltyText(host: number, network: number, others: number): string {
    if (this.#known.isKnown(host, network)) return "an address that it never uploaded to";
    return `an address new to ${others === 0 ? "this network" : "this host"}`;
  }

  #evidence(day: Day, host: number, network: number, links: number[], score: number): Evidence {
    const span = spanOf(day.links, links);
    const bytes = bytesOf(day, links);
    const largest = links.reduce((a, b) =>
      day.links.sourceBytes[b] > day.links.sourceBytes[a] ? b : a
    );
    const peer = day.links.destination[largest];
    const others = this.#known.othersWith(network, host);
    const usual = Math.pow(10, this.#usual.usualMaximum(host));
    return {
      host,
      score,
      ...span,
      peer,
      service: day.serviceName(largest),
      selector: { source: day.hostName(host), destination: day.hostName(peer) },
      describe: () => ({
        typical: usual > LEAST_BYTES
          ? `up to ${formatBytes(usual)} to a new address`
          : "nothing to new addresses",
        actual: formatBytes(bytes),
        values: { typical: usual > LEAST_BYTES ? usual : 0, actual: bytes, unit: "bytes" },
        text: `Sent ${formatBytes(bytes)} to ${day.hostName(peer)}, ${
          this.#noveltyText(host, network, others)
        }; usual is ${
          usual > LEAST_BYTES ? `up to ${formatBytes(usual)} to a new address` : "next to nothing"
        }. This can be data exfiltration.`,
      }),
    };
  }
}

function bytesOf(day: Day, links: number[]): number {
  return links.reduce((sum, link) => sum + day.links.sourceBytes[link], 0);
}

/** Links of each own host to the outside, by network. */
type Uploads = Map<number, Map<number, number[]>>;

function uploadsOf(day: Day): Uploads {
  const { links, book } = day;
  const uploads: Uploads = new Map();
  for (const host of day.bySource.keys()) {
    if (!book.isOwn(host)) continue;
    const networks = new Map<number, number[]>();
    for (const link of day.linksFrom(host)) {
      if (!book.isOutside(links.destination[link]) || links.sourceBytes[link] === 0) continue;
      const network = book.networkOf(links.destination[link]);
      const found = networks.get(network);
      if (found) found.push(link);
      else networks.set(network, [link]);
    }
    if (networks.size > 0) uploads.set(host, networks);
  }
  return uploads;
}
