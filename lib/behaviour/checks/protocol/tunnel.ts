import { formatBytes, formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { METRIC } from "../../day/hour_counts.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { hourText } from "../../words/amounts.ts";
import { type Excess, largestExcesses } from "../byte_excess.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";
import { areRelayed } from "../relayed_lookups.ts";
import { spanOf } from "../span.ts";

/** What a tunnel goes through. */
interface Channel {
  name: string;
  metric: typeof METRIC.DNS_BYTES | typeof METRIC.ICMP_BYTES;
  noun: string;
  /** Bytes an hour that are no tunnel. */
  least: number;
  /** Without history: bytes that one query or echo has at most, as a rule. */
  usualSize: number;
  matches(port: number, protocol: number): boolean;
}

/** Queries, with names as long as data needs them. */
export const DNS_CHANNEL: Channel = {
  name: "dns-tunnel",
  metric: METRIC.DNS_BYTES,
  noun: "DNS lookups",
  least: 20_000,
  usualSize: 90,
  matches: (port) => port === 53,
};

/** Echoes, with data in them. */
export const ICMP_CHANNEL: Channel = {
  name: "icmp-tunnel",
  metric: METRIC.ICMP_BYTES,
  noun: "ICMP messages",
  least: 20_000,
  usualSize: 2000,
  matches: (port, protocol) => port < 0 && (protocol === 1 || protocol === 58),
};

/** Without history, connections that a tunnel has at least. */
const LEAST_RECORDS = 50;
/** Without history, what messages ten times as long, and ten times as many, add to the score. */
const SCORE_OF_TENFOLD = { size: 15, records: 6 };

/**
 * More bytes through DNS or ICMP than names and echoes need: a tunnel.
 *
 * Compares the bytes of an hour with the host's past hours; on the first days, the mean size of one
 * query or echo with what is usual anywhere.
 *
 * Source: K. Born and D. Gustafson, "Detecting DNS Tunnels Using Character Frequency Analysis", 2010,
 * and G. Farnham, "Detecting DNS Tunneling", SANS 2013, which lists volume and size beside names.
 *
 * Fails for tunnels slower than usual lookups: connections do not hold the names. Some anti-virus
 * programs ask through DNS in bulk.
 */
export class Tunnel implements Check {
  readonly kind = "protocol";
  readonly daysNeeded = 0;
  readonly name: string;
  readonly #channel: Channel;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(channel: Channel, past: HourlyHistory) {
    this.#channel = channel;
    this.name = channel.name;
    this.#past = past;
  }

  judge(day: Day): Evidence[] {
    const { metric, least } = this.#channel;
    const excesses = largestExcesses(day, this.#past, metric, least).filter(({ host, hour }) =>
      metric !== METRIC.DNS_BYTES || !areRelayed(day, host, metric, hour)
    );
    return [
      ...excesses.map((excess) => this.#fromExcess(day, excess)),
      ...[...day.counts.keys()].filter((host) => this.#past.daysOf(host) === 0)
        .flatMap((host) => this.#fromSizes(day, host)),
    ];
  }

  learn(): void {}

  #fromExcess(day: Day, { host, hour, amount, usual, score }: Excess): Evidence {
    const { noun } = this.#channel;
    const links = this.#links(day, host);
    const largest = largestOf(day, links);
    return {
      host,
      score,
      ...hourSpan(day, host, hour),
      records: spanOf(day.links, links).records,
      ...this.#where(day, host, largest),
      describe: () => ({
        typical: `up to ${formatBytes(Math.max(0, usual))} per hour`,
        actual: formatBytes(amount),
        values: { typical: Math.max(0, usual), actual: amount, unit: "bytes" },
        text: `Sent ${formatBytes(amount)} in ${noun} from ${hourText(hour)} to ${
          hourText(hour + 1)
        }; up to ${
          formatBytes(Math.max(0, usual))
        } per hour is usual. Data may be leaving inside them.`,
      }),
    };
  }

  #fromSizes(day: Day, host: number): Evidence[] {
    const { noun, usualSize, least } = this.#channel;
    return this.#links(day, host).flatMap((link) => {
      const { sourceBytes, records } = day.links;
      const size = sourceBytes[link] / records[link];
      if (records[link] < LEAST_RECORDS || sourceBytes[link] < least || size <= usualSize) {
        return [];
      }
      return [{
        host,
        score: SCORE_OF_TENFOLD.size * Math.log10(size / usualSize) +
          SCORE_OF_TENFOLD.records * Math.log10(records[link] / LEAST_RECORDS),
        ...spanOf(day.links, [link]),
        ...this.#where(day, host, link),
        describe: () => ({
          typical: `up to ${formatBytes(usualSize)} each`,
          actual: `${formatBytes(size)} each`,
          values: { typical: usualSize, actual: size, unit: "bytes" },
          text: `Sent ${formatCount(records[link])} ${noun} of ${formatBytes(size)} each to ${
            day.hostName(day.links.destination[link])
          }; up to ${formatBytes(usualSize)} is usual. Data may be leaving inside them.`,
        }),
      }];
    });
  }

  #links(day: Day, host: number): number[] {
    const { port, protocol } = day.links;
    return [...day.linksFrom(host)].filter((link) =>
      this.#channel.matches(port[link], protocol[link])
    );
  }

  #where(day: Day, host: number, link: number | undefined) {
    if (link === undefined) return { selector: { host: day.hostName(host) } };
    const { destination, port, protocol } = day.links;
    return {
      peer: destination[link],
      selector: {
        source: day.hostName(host),
        protocol: protocol[link],
        ...(port[link] >= 0 ? { destinationPort: port[link] } : {}),
      },
    };
  }
}

function largestOf(day: Day, links: number[]): number | undefined {
  const { sourceBytes } = day.links;
  return links.reduce<number | undefined>(
    (most, link) => most === undefined || sourceBytes[link] > sourceBytes[most] ? link : most,
    undefined,
  );
}
