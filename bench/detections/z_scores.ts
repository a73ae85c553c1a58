import { DAY, HOUR } from "../../lib/datasets/demo/office/clock.ts";
import type { OfficeDay } from "../../lib/datasets/demo/office/scenario.ts";
import type { Contender, Verdict } from "./contender.ts";
import { verdictOfScores } from "./host_day_scores.ts";

const HOURS = 24;
const LEAST_DAYS = 7;

/** Sums of one hour of the day on the days so far. */
interface HourSums {
  sum: Float64Array;
  squares: Float64Array;
}

/**
 * The plain way: how many standard deviations the connections that a host opened in an hour are above
 * those of the same hour on the days before. A day has the score of its worst hour.
 */
export class ZScores implements Contender {
  readonly #isOwn: (host: string) => boolean;
  readonly #dial: { falseFindings: number; firstJudged: number };
  readonly #past = new Map<string, HourSums>();
  readonly #scores = new Map<number, Map<string, number>>();
  #days = 0;

  constructor(
    isOwn: (host: string) => boolean,
    dial: { falseFindings: number; firstJudged: number },
  ) {
    this.#isOwn = isOwn;
    this.#dial = dial;
  }

  push({ start, connections }: OfficeDay): void {
    const today = new Map<string, Float64Array>();
    for (const { source, time } of connections) {
      if (!this.#isOwn(source)) continue;
      let counts = today.get(source);
      if (!counts) today.set(source, counts = new Float64Array(HOURS));
      counts[Math.floor((time - start) / HOUR)]++;
    }
    const scores = new Map<string, number>();
    for (const [host, counts] of today) {
      const sums = this.#past.get(host) ??
        { sum: new Float64Array(HOURS), squares: new Float64Array(HOURS) };
      this.#past.set(host, sums);
      let worst = 0;
      for (let hour = 0; hour < HOURS; hour++) {
        const mean = sums.sum[hour] / Math.max(1, this.#days);
        const variance = sums.squares[hour] / Math.max(1, this.#days) - mean * mean;
        worst = Math.max(worst, (counts[hour] - mean) / Math.sqrt(Math.max(variance, mean, 1)));
        sums.sum[hour] += counts[hour];
        sums.squares[hour] += counts[hour] ** 2;
      }
      scores.set(host, worst);
    }
    this.#scores.set(start, scores);
    this.#days++;
  }

  finish(): Verdict {
    const [first] = this.#scores.keys();
    return verdictOfScores(this.#scores, { ...this.#dial, firstScored: first + LEAST_DAYS * DAY });
  }
}
