import type { Day } from "../../day/day.ts";
import { METRIC, type Metric } from "../../day/hour_counts.ts";
import type { HostHistory } from "../../history/host_history.ts";
import type { HourlyHistory } from "../../history/hourly_history.ts";
import { hourText } from "../../words/amounts.ts";
import { amountText, type Excess, largestExcesses } from "../byte_excess.ts";
import type { Check, Evidence } from "../check.ts";
import { hourSpan } from "../hour_span.ts";

const DAYS_OF_HOST = 3;

const AMOUNTS: { metric: Metric; least: number; unit: "bytes" | "packets"; verb: string }[] = [
  { metric: METRIC.BYTES_OUTSIDE, least: 1e6, unit: "bytes", verb: "Sent" },
  { metric: METRIC.BYTES, least: 1e7, unit: "bytes", verb: "Moved" },
  { metric: METRIC.PACKETS, least: 1e4, unit: "packets", verb: "Exchanged" },
];

/**
 * More bytes or packets in an hour than a host ever moves: uploads, copies, floods.
 *
 * Amounts span many powers of ten, so their logarithms are compared with the host's own past hours.
 *
 * Source: heavy tails of traffic volumes by M. Crovella and A. Bestavros, IEEE/ACM Transactions on
 * Networking 5, 1997; the quantile and the mean excess of extreme value theory.
 *
 * Fails below the largest hours that are usual for the host, and takes a first large backup for one.
 */
export class MoreTraffic implements Check {
  readonly name = "more-traffic";
  readonly kind = "volume";
  readonly daysNeeded = 2;
  readonly memory = {};
  readonly #past: HourlyHistory;

  /** @param past hourly counts, which checks of volume share; the caller that closes days keeps it */
  constructor(past: HourlyHistory) {
    this.#past = past;
  }

  judge(day: Day, history: HostHistory): Evidence[] {
    return AMOUNTS.flatMap(({ metric, least, unit, verb }) =>
      largestExcesses(day, this.#past, metric, least)
        .filter(({ host }) => history.activeDays(host) >= DAYS_OF_HOST)
        .map((excess) =>
          evidenceOf(
            day,
            excess,
            unit,
            verb,
            metric === METRIC.BYTES_OUTSIDE ? " to the Internet" : "",
          )
        )
    );
  }

  learn(): void {}
}

function evidenceOf(
  day: Day,
  { host, hour, amount, usual, score }: Excess,
  unit: "bytes" | "packets",
  verb: string,
  where: string,
): Evidence {
  const span = hourSpan(day, host, hour);
  return {
    host,
    score,
    ...span,
    selector: { host: day.hostName(host) },
    describe: () => ({
      typical: `up to ${amountText(Math.max(0, usual), unit)} per hour`,
      actual: amountText(amount, unit),
      values: { typical: Math.max(0, usual), actual: amount, unit },
      text: `${verb} ${amountText(amount, unit)}${where} from ${hourText(hour)} to ${
        hourText(hour + 1)
      }; up to ${amountText(Math.max(0, usual), unit)} per hour is usual.`,
    }),
  };
}
