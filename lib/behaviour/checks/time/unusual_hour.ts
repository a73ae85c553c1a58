import { formatBytes } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { HOURS, METRIC, type Metric } from "../../day/hour_counts.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { hourText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";

const DAYS_OF_HOST = 3;
/** How fast an hour's habit fades with its distance, in hours. */
const FADE = 0.75;
/** Days that the habits of all hosts count as. */
const POOLED_DAYS = 2;
const MOST_POOLED = 500;
/** An hour a tenth as active as the busiest surprises nobody: a power of ten is taken off. */
const HARMLESS = 1;
/** Half a day of activity, and half a day without, that nobody saw: no share is 0. */
const PSEUDO = 0.5;
/** Hours a day in which a server answers somebody. */
const HOURS_OF_SERVER = 12;

const KERNEL = Float64Array.from(
  { length: HOURS },
  (_, distance) => Math.exp(-Math.min(distance, HOURS - distance) / FADE),
);
const KERNEL_SUM = KERNEL.reduce((sum, weight) => sum + weight, 0);

/** What is moved, and how findings speak of it. */
interface Moved {
  metric: Metric;
  /** Bytes in an hour from which a host counts as active. */
  least: number;
  /** In words, as they follow the amount. */
  where: string;
}

/**
 * A host that moves data at an hour of the day at which it usually does not.
 *
 * How often the host was active near that hour on its past days, smoothed over the hours beside it and
 * drawn towards all hosts, is compared with the hour at which it is most active; each power of ten of
 * bytes above the least counts as one more. Copies inside the network are judged apart from everything else: programs fetch updates at
 * night, but hardly any moves files. Servers are left out, as somebody asks them at any hour.
 *
 * Source: a kernel estimate (B. Silverman, Density Estimation for Statistics and Data Analysis, 1986)
 * with pseudo-counts.
 *
 * Fails for people without fixed hours.
 */
export class UnusualHour implements Check {
  readonly kind = "time";
  readonly daysNeeded = 3;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(readonly name: string, readonly moved: Moved, past: HourlyHistory) {
    this.#past = past;
  }

  judge(day: Day): Evidence[] {
    const hosts = [...day.counts.keys()].filter((host) =>
      this.#past.activeDaysOf(host) >= DAYS_OF_HOST && !this.#isServer(host)
    );
    const pooled = this.#pooledShares();
    return hosts.flatMap((host) => this.#worst(day, host, pooled) ?? []);
  }

  learn(): void {}

  /** For each hour the share of days on which hosts that are no servers were active. */
  #pooledShares(): Float64Array {
    const hosts = [...this.#past.hosts()].filter((host) => !this.#isServer(host))
      .slice(0, MOST_POOLED);
    const active = new Float64Array(HOURS).fill(PSEUDO);
    let days = 2 * PSEUDO;
    for (const host of hosts) {
      const known = this.#past.daysOf(host);
      this.#past.sharesAbove(host, this.moved.metric, this.moved.least)
        .forEach((share, hour) => active[hour] += share * known);
      days += known;
    }
    return active.map((count) => count / days);
  }

  #isServer(host: number): boolean {
    const hours = this.#past.values(host, METRIC.SERVED).length;
    return hours > HOURS_OF_SERVER * this.#past.daysOf(host);
  }

  #worst(day: Day, host: number, pooled: Float64Array): Evidence | null {
    const { metric, least } = this.moved;
    const amounts = day.counts.get(host)!.of(metric);
    const shares = this.#past.sharesAbove(host, metric, least);
    const days = this.#past.daysOf(host);
    let worst = -1;
    let worstScore = 0;
    let worstShare = 0;
    const habits = Float64Array.from(
      { length: HOURS },
      (_, hour) =>
        (smoothed(shares, hour) * days + POOLED_DAYS * smoothed(pooled, hour)) /
        (days + POOLED_DAYS),
    );
    const most = Math.max(...habits);
    for (let hour = 0; hour < HOURS; hour++) {
      if (amounts[hour] <= least) continue;
      const share = habits[hour];
      const score = Math.log10(most / share) - HARMLESS +
        Math.log10(amounts[hour] / least) * (1 - share);
      if (score <= worstScore) continue;
      worst = hour;
      worstScore = score;
      worstShare = share;
    }
    return worst < 0
      ? null
      : evidenceOf(day, host, worst, worstScore, worstShare, this.moved, days);
  }
}

function smoothed(shares: Float64Array, hour: number): number {
  let sum = 0;
  for (let at = 0; at < HOURS; at++) sum += KERNEL[Math.abs(at - hour)] * shares[at];
  return sum / KERNEL_SUM;
}

function evidenceOf(
  day: Day,
  host: number,
  hour: number,
  score: number,
  share: number,
  { metric, where }: Moved,
  days: number,
): Evidence {
  const amount = day.counts.get(host)!.at(metric, hour);
  const often = Math.round(share * days);
  return {
    host,
    score,
    ...hourSpan(day, host, hour),
    selector: { host: day.hostName(host) },
    describe: () => ({
      typical: often === 0 ? "idle at this hour" : `active on ${often} of ${days} days`,
      actual: `${formatBytes(amount)} from ${hourText(hour)} to ${hourText(hour + 1)}`,
      text: `Transferred ${formatBytes(amount)}${where} from ${hourText(hour)} to ${
        hourText(hour + 1)
      }, when it is usually idle${
        often > 0 ? `: it was active then on ${often} of ${days} days` : ""
      }. This can be a backup, or someone trying to go unnoticed.`,
    }),
  };
}

/** All bytes of a host. */
export const ALL_MOVED: Moved = { metric: METRIC.BYTES, least: 1e6, where: "" };

/** Bytes of connections that it opened inside the network: copies, of which a call is none. */
export const INSIDE_MOVED: Moved = {
  metric: METRIC.INSIDE_BYTES,
  least: 2e7,
  where: " inside the network",
};
