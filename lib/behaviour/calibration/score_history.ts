/**
 * From the score of a check to a probability that means the same for each check.
 *
 * @module
 */

const DAYS = 8;
const TAIL_SHARE = 0.025;
/** Heavier than an exponential tail: scores of real networks have outliers. */
const TAIL_SHAPE = 0.25;
/** With fewer scores of others the general tail decides alone. */
const ENOUGH_SCORES = 40;
/** Where the tail of a check without history begins, and how wide it is. */
const GENERAL = { start: 2, scale: 1.5 };

/** Scores of one day: hosts without one had 0. */
export interface DayScores {
  /** Hosts that were judged. */
  hosts: number;
  /** The worst score of each host above 0. */
  scores: Map<number, number>;
}

/**
 * The scores of a check in the last eight days.
 *
 * A score is compared with those of all other hosts, the host itself left out, so that a host which
 * scans every day does not become its own measure. Beyond the 97.5 % quantile a generalised Pareto
 * tail goes on, with one exceedance a host.
 *
 * Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, chapter 4.
 */
export class ScoreHistory {
  readonly #days: DayScores[] = [];

  learn(day: DayScores): void {
    this.#days.push(day);
    if (this.#days.length > DAYS) this.#days.shift();
  }

  /**
   * The probability that a usual host scores at least so high on a day.
   *
   * Never less than 10^-score: scores are logarithms of likelihoods at best.
   *
   * @param today scores of the same day, where the past is too short to do without them
   */
  probability(host: number, score: number, today: DayScores | null): number {
    if (!(score > 0)) return 1;
    const days = today ? [...this.#days, today] : this.#days;
    const floor = Math.pow(10, -score);
    const pool: number[] = [];
    const worst = new Map<number, number>();
    let size = 0;
    for (const { hosts, scores } of days) {
      size += hosts - (scores.has(host) ? 1 : 0);
      for (const [other, value] of scores) {
        if (other === host) continue;
        pool.push(value);
        if (value > (worst.get(other) ?? 0)) worst.set(other, value);
      }
    }
    if (size < ENOUGH_SCORES) return Math.max(floor, generalTail(score));
    pool.sort((a, b) => b - a);
    const start = pool[Math.floor(TAIL_SHARE * size)] ?? 0;
    if (score <= start) {
      let above = 0;
      while (above < pool.length && pool[above] >= score) above++;
      return Math.max(floor, (1 + above) / (size + 1));
    }
    const excesses = [...worst.values()].filter((value) => value > start)
      .map((value) => value - start).sort((a, b) => a - b);
    const own = tail(score - start, scaleOf(excesses, start));
    // While the pool is small its tail is a guess: the general one has a say.
    return Math.max(floor, own, today ? generalTail(score) : 0);
  }
}

function tail(excess: number, scale: number): number {
  return TAIL_SHARE * Math.pow(1 + TAIL_SHAPE * excess / scale, -1 / TAIL_SHAPE);
}

function generalTail(score: number): number {
  if (score > GENERAL.start) return tail(score - GENERAL.start, GENERAL.scale);
  return Math.pow(TAIL_SHARE, score / GENERAL.start);
}

/** Robust against past incidents: the median decides, and a trimmed mean where it is larger. */
function scaleOf(excesses: number[], start: number): number {
  const least = Math.max(0.03 * Math.abs(start), 0.1);
  if (excesses.length === 0) return least;
  const median = excesses[excesses.length >> 1];
  const kept = excesses.slice(0, Math.max(1, Math.ceil(0.9 * excesses.length)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  return Math.max(median / Math.LN2, 0.6 * mean, least);
}
