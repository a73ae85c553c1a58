import { formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { HOURS, METRIC, type Metric } from "../../day/hour_counts.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { upperTailScore } from "../../statistics/negative_binomial.ts";
import { hourText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";
import { areRelayed } from "../relayed_lookups.ts";
import { hasSingleSource } from "../single_source.ts";

const DAYS_OF_HOST = 4;
/** The worst of many hours is less surprising than one. */
const PART_OF_SCORE = 0.5;
const LEAST_MEAN = 0.5;
/** Few past days show less variation than there is. */
const LEAST_DISPERSION = 0.5;

/** A count of connections, and how findings speak of it. */
interface Counted {
  metric: Metric;
  verb: string;
  noun: string;
  meaning: string;
}

/**
 * More connections in an hour than is usual for the host at that hour of a working day or weekend.
 *
 * Small counts are not normally distributed, and counts of people come in bursts: the tail is that of
 * a negative binomial distribution around a robust seasonal mean, or around what the host does in its
 * busier hours, where that is more: people come early, leave late, and work on a Saturday.
 *
 * Source: P. Noufaily et al., "An improved algorithm for outbreak detection in multiple surveillance
 * systems", Statistics in Medicine 32, 2013.
 *
 * Fails for rises that stay within the host's own bursts, and with less than three days of the host.
 */
export class MoreConnections implements Check {
  readonly kind = "volume";
  readonly daysNeeded = 3;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(readonly name: string, readonly counted: readonly Counted[], past: HourlyHistory) {
    this.#past = past;
  }

  judge(day: Day): Evidence[] {
    const found: Evidence[] = [];
    for (const host of day.counts.keys()) {
      if (this.#past.activeDaysOf(host) < DAYS_OF_HOST) continue;
      for (const counted of this.counted) {
        const worst = this.#worst(day, host, counted);
        if (worst) found.push(worst);
      }
    }
    return found;
  }

  learn(): void {}

  #worst(day: Day, host: number, counted: Counted): Evidence | null {
    const { means, dispersion, busy } = this.#past.expected(host, counted.metric, day);
    const variation = Math.max(LEAST_DISPERSION, dispersion);
    const values = day.counts.get(host)!.of(counted.metric);
    let hour = -1;
    let score = 0;
    for (let at = 0; at < HOURS; at++) {
      const mean = Math.max(LEAST_MEAN, means[at], busy);
      if (values[at] <= mean) continue;
      const found = PART_OF_SCORE * upperTailScore(values[at], mean, variation);
      if (found <= score) continue;
      score = found;
      hour = at;
    }
    if (hour < 0) return null;
    if (isDueToOne(day, host, hour, counted.metric)) return null;
    return evidenceOf(day, host, hour, score, Math.max(means[hour], busy), counted);
  }
}

/** Whether one host of the network makes another receive so much, or look up so much for it. */
function isDueToOne(day: Day, host: number, hour: number, metric: Metric): boolean {
  const counts = day.counts.get(host)!;
  if (metric === METRIC.RECEIVED) {
    return hasSingleSource(day, host, hour, counts.at(METRIC.RECEIVED, hour));
  }
  const lookups = counts.at(METRIC.LOOKUPS, hour);
  return 2 * lookups > counts.at(metric, hour) && areRelayed(day, host, METRIC.LOOKUPS, hour);
}

function evidenceOf(
  day: Day,
  host: number,
  hour: number,
  score: number,
  mean: number,
  { metric, verb, noun, meaning }: Counted,
): Evidence {
  const value = day.counts.get(host)!.at(metric, hour);
  return {
    host,
    score,
    ...hourSpan(day, host, hour),
    records: value,
    selector: metric === METRIC.RECEIVED
      ? { destination: day.hostName(host) }
      : { source: day.hostName(host) },
    describe: () => ({
      typical: `${formatCount(mean)} ${noun} per hour`,
      actual: `${formatCount(value)} ${noun}`,
      values: { typical: mean, actual: value, unit: `${noun} per hour` },
      text: `${verb} ${formatCount(value)} ${noun} from ${hourText(hour)} to ${
        hourText(hour + 1)
      }; about ${formatCount(mean)} are usual at this hour. ${meaning}`,
    }),
  };
}

/** Connections opened, received, and lookups. */
export const CONNECTIONS: readonly Counted[] = [
  {
    metric: METRIC.OPENED,
    verb: "Opened",
    noun: "connections",
    meaning: "Scans, floods and runaway programs do this.",
  },
  {
    metric: METRIC.RECEIVED,
    verb: "Received",
    noun: "connections",
    meaning: "This can be a flood, or a rush of users.",
  },
  {
    metric: METRIC.LOOKUPS,
    verb: "Sent",
    noun: "DNS lookups",
    meaning: "DNS tunnels and malware that tries many names do this.",
  },
];

/** Connections that nobody answered. */
export const FAILURES: readonly Counted[] = [{
  metric: METRIC.FAILED,
  verb: "Opened",
  noun: "connections without an answer",
  meaning: "A server may be down, or the host may be searching for others.",
}];
