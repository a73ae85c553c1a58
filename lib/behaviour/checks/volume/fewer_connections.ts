import { formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { HOURS, METRIC } from "../../day/hour_counts.ts";
import type { HostHistory } from "../../history/host_history.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { lowerTailScore } from "../../statistics/negative_binomial.ts";
import { hourText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";

const DAYS_OF_HOST = 3;
/** The worst of many hours is less surprising than one. */
const PART_OF_SCORE = 0.5;
/** Connections an hour below which silence says nothing. */
const LEAST_MEAN = 3;
const WINDOWS = [2, 3, 4, 6];

/**
 * A server that answers fewer connections than usual: an outage.
 *
 * At least two hours in a row, each with an expected mean of at least three, against the lower tail of
 * a negative binomial distribution. Where the whole network is quieter, as on a holiday, less is
 * expected; hours without any records at all are gaps of the sensor and are left out.
 *
 * Source: as for more connections, lower tail.
 *
 * Fails for servers with few clients and for outages of less than two hours.
 */
export class FewerConnections implements Check {
  readonly name = "fewer-connections";
  readonly kind = "volume";
  readonly daysNeeded = 3;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(past: HourlyHistory) {
    this.#past = past;
  }

  judge(day: Day, history: HostHistory): Evidence[] {
    const expected = new Map(
      [...this.#past.hosts()].filter((host) => history.activeDays(host) >= DAYS_OF_HOST)
        .map((host) => [host, this.#past.expected(host, METRIC.SERVED, day)]),
    );
    const activity = activityOf(
      day,
      new Map([...expected].map(([host, { means }]) => [host, means])),
    );
    const found: Evidence[] = [];
    for (const [host, { means, dispersion }] of expected) {
      const worst = worstWindow(day, host, means, dispersion, activity);
      if (worst) found.push(evidenceOf(day, host, worst));
    }
    return found;
  }

  learn(): void {}
}

interface Window {
  hour: number;
  hours: number;
  value: number;
  mean: number;
  score: number;
}

function worstWindow(
  day: Day,
  host: number,
  means: Float64Array,
  dispersion: number,
  activity: Float64Array,
): Window | null {
  const values = day.counts.get(host)?.of(METRIC.SERVED);
  let worst: Window | null = null;
  for (const hours of WINDOWS) {
    for (let hour = 0; hour + hours <= HOURS; hour++) {
      let value = 0;
      let mean = 0;
      let isWhole = true;
      for (let at = hour; at < hour + hours; at++) {
        const expected = means[at] * activity[at];
        if (expected < LEAST_MEAN || !day.isHourKnown(at)) isWhole = false;
        value += values?.[at] ?? 0;
        mean += expected;
      }
      if (!isWhole || value >= mean) continue;
      const score = PART_OF_SCORE * lowerTailScore(value, mean, dispersion);
      if (score > (worst?.score ?? 0)) worst = { hour, hours, value, mean, score };
    }
  }
  return worst;
}

/** For each hour how active the median server is, of what is expected, at most 1. */
function activityOf(day: Day, means: Map<number, Float64Array>): Float64Array {
  return Float64Array.from({ length: HOURS }, (_, hour) => {
    const shares = [...means].filter(([, mean]) => mean[hour] >= LEAST_MEAN)
      .map(([host, mean]) => (day.counts.get(host)?.at(METRIC.SERVED, hour) ?? 0) / mean[hour])
      .sort((a, b) => a - b);
    return shares.length < 3 ? 1 : Math.min(1, shares[shares.length >> 1]);
  });
}

function evidenceOf(day: Day, host: number, window: Window): Evidence {
  const { hour, hours, value, mean, score } = window;
  const span = hourSpan(day, host, hour, hours);
  return {
    host,
    score,
    ...span,
    selector: { destination: day.hostName(host) },
    cause: `silent ${host}`,
    describe: () => ({
      typical: `${formatCount(mean / hours)} answered connections per hour`,
      actual: `${formatCount(value / hours)} per hour`,
      values: { typical: mean / hours, actual: value / hours, unit: "connections per hour" },
      text: `Answered ${formatCount(value)} connections from ${hourText(hour)} to ${
        hourText(hour + hours)
      }; ${formatCount(mean)} are usual. The service, the host or its network may have been down.`,
    }),
  };
}
