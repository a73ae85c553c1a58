import { formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { HOURS, METRIC } from "../../day/hour_counts.ts";
import type { HostHistory } from "../../history/host_history.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { upperTailScore } from "../../statistics/negative_binomial.ts";
import { hourText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";
import { hasSingleSource } from "../single_source.ts";

const DAYS_OF_HOST = 3;
/** The worst of many hours is less surprising than one. */
const PART_OF_SCORE = 0.5;
const LEAST_MEAN = 0.5;
/** Fewer than this are restarts of a program. */
const LEAST_COUNT = 4;
/** So many connections an hour from one host overwhelm a server: that host is the unusual one. */
const FLOOD = 500;

/**
 * Connections to a server that stay unanswered on ports where it answers otherwise: an outage, whole
 * or in part.
 *
 * Clients go on trying, so an outage that takes only some connections away is seen by what fails
 * before it is seen by what is missing.
 *
 * Source: as for more connections: the upper tail of a negative binomial distribution.
 *
 * Fails where the source does not say how connections ended, and where clients give up at once.
 */
export class Unanswered implements Check {
  readonly name = "unanswered-connections";
  readonly kind = "volume";
  readonly daysNeeded = 3;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(past: HourlyHistory) {
    this.#past = past;
  }

  judge(day: Day, history: HostHistory): Evidence[] {
    return [...day.counts.keys()].filter((host) => history.activeDays(host) >= DAYS_OF_HOST)
      .flatMap((host) => this.#worst(day, host) ?? []);
  }

  learn(): void {}

  #worst(day: Day, host: number): Evidence | null {
    const values = day.counts.get(host)!.of(METRIC.UNANSWERED);
    if (!values.some((value) => value >= LEAST_COUNT)) return null;
    const { means, dispersion } = this.#past.expected(host, METRIC.UNANSWERED, day);
    let hour = -1;
    let score = 0;
    for (let at = 0; at < HOURS; at++) {
      if (values[at] < LEAST_COUNT) continue;
      const found = PART_OF_SCORE *
        upperTailScore(values[at], Math.max(LEAST_MEAN, means[at]), dispersion);
      if (found <= score) continue;
      score = found;
      hour = at;
    }
    if (hour < 0) return null;
    const received = day.counts.get(host)!.at(METRIC.RECEIVED, hour);
    const isFlooded = received > FLOOD && hasSingleSource(day, host, hour, received);
    return isFlooded ? null : evidenceOf(day, host, hour, score, means[hour]);
  }
}

function evidenceOf(
  day: Day,
  host: number,
  hour: number,
  score: number,
  mean: number,
): Evidence {
  const counts = day.counts.get(host)!;
  const failed = counts.at(METRIC.UNANSWERED, hour);
  const received = counts.at(METRIC.RECEIVED, hour);
  return {
    host,
    score,
    ...hourSpan(day, host, hour),
    records: failed,
    selector: { destination: day.hostName(host), outcome: 2 },
    cause: `silent ${host}`,
    describe: () => ({
      typical: `${formatCount(mean)} unanswered per hour`,
      actual: `${formatCount(failed)} of ${formatCount(received)} unanswered`,
      values: { typical: mean, actual: failed, unit: "unanswered connections per hour" },
      text: `Did not answer ${formatCount(failed)} of ${formatCount(received)} connections from ${
        hourText(hour)
      } to ${hourText(hour + 1)}; ${
        formatCount(mean)
      } are usual. The service, the host or its network may have been down.`,
    }),
  };
}
