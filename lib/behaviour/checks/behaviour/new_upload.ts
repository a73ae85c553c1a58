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
 * other hosts know the network, unless they never sent nearly as much there, and is measured by what
 * the host itself has sent to new ones before.
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
  readonly #usual = new DailyValues();
  /** The most that a host sent to each network on one day. */
  #largest = new Map<number, number>();
  readonly memory = {
    known: this.#known,
    usual: this.#usual,
    largest: {
      save: () => this.#largest,
      restore: (largest: Map<number, number>) => this.#largest = largest,
    },
  };

  judge(day: Day, history: HostHistory): Evidence[] {
    this.#known.begin();
    const uploads = uploadsOf(day);
    for (const [host, networks] of uploads) {
      for (const network of networks.keys()) this.#known.note(host, network, day.number);
    }
    const found: Evidence[] = [];
    for (const [host, networks] of uploads) {
      if (history.activeDays(host) < DAYS_OF_HOST) continue;
      const usual = this.#usual.usualMaximum(host);
      for (const [network, links] of networks) {
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
        most = Math.max(most, this.#amount(day, host, network, links, day.counts.size));
        this.#known.learn(host, network, day.number);
      }
      this.#usual.learn(host, most);
    }
    this.#learnLargest(day, uploads, isTrusted);
    this.#known.forget(day.number);
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

  /** log10 of the bytes, less where the network is known to others; 0 where the host knows it. */
  #amount(day: Day, host: number, network: number, links: number[], hosts: number): number {
    const bytes = bytesOf(day, links);
    if (bytes < LEAST_BYTES || this.#known.isKnown(host, network)) return 0;
    const others = this.#known.othersWith(network, host);
    const rare = Math.max(0, 1 - Math.log(1 + others) / Math.log(Math.max(hosts, others) + 2));
    const times = bytes / Math.max(LEAST_BYTES, this.#largest.get(network) ?? 0);
    const surge = Math.min(1, Math.max(0, Math.log10(times)) / SURGE);
    return Math.log10(bytes) * (rare + (1 - rare) * surge);
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
        text: `Sent ${formatBytes(bytes)} to ${day.hostName(peer)}, an address new to ${
          others === 0 ? "this network" : "this host"
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
