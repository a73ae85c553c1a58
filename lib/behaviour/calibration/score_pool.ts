/**
 * From the score of a check to a probability that means the same for each check.
 *
 * @module
 */

const TAIL_SHARE = 0.025;
/** Heavier than an exponential tail: scores of real networks have outliers. */
const TAIL_SHAPE = 0.25;
/** With fewer scores of others the general tail decides alone. */
const ENOUGH_SCORES = 40;
/** Where the tail of a check without history begins, and how wide it is. */
const GENERAL = { start: 2, scale: 1.5 };
/** A score of 1 is never called rarer than 10^-2, however quiet a network is. */
const MOST_PER_SCORE = 2;

/** Scores of one day: hosts without one had 0. */
export interface DayScores {
  /** Hosts that were judged. */
  hosts: number;
  /** The worst score of each host above 0. */
  scores: Map<number, number>;
}

/**
 * Scores of a check that others are compared with.
 *
 * A score is compared with those of all other hosts, the host itself left out, so that a host which
 * scans every day does not become its own measure. Beyond the 97.5 % quantile a generalised Pareto
 * tail goes on, with one exceedance a host.
 *
 * Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, chapter 4.
 */
export class ScorePool {
  readonly #size: number;
  /** Descending. */
  readonly #scores: [score: number, host: number][];
  readonly #own = new Map<number, number[]>();
  readonly #isProvisional: boolean;

  /** @param isProvisional whether scores of the judged day itself are among them */
  constructor(days: readonly DayScores[], isProvisional: boolean) {
    this.#isProvisional = isProvisional;
    this.#size = days.reduce((sum, { hosts }) => sum + hosts, 0);
    this.#scores = days.flatMap(({ scores }) =>
      [...scores].map(([host, score]): [number, number] => [score, host])
    ).sort((a, b) => b[0] - a[0]);
    for (const [score, host] of this.#scores) {
      const own = this.#own.get(host);
      if (own) own.push(score);
      else this.#own.set(host, [score]);
    }
  }

  /**
   * The probability that a usual host scores at least so high on a day.
   *
   * Never less than 10^-(2 score): scores are logarithms of likelihoods at best.
   */
  probability(host: number, score: number): number {
    if (!(score > 0)) return 1;
    const floor = Math.pow(10, -MOST_PER_SCORE * score);
    const own = this.#own.get(host) ?? [];
    const size = this.#size - own.length;
    if (size < ENOUGH_SCORES) return Math.max(floor, generalTail(score));
    const top = this.#topOfOthers(host, Math.floor(TAIL_SHARE * size));
    if (score <= top.start) {
      const above = this.#countFrom(score) - own.filter((value) => value >= score).length;
      return Math.max(floor, (1 + above) / (size + 1));
    }
    const p = tail(score - top.start, scaleOf(top.excesses, top.start));
    // While the pool is small its tail is a guess: the general one has a say.
    return Math.max(floor, p, this.#isProvisional ? generalTail(score) : 0);
  }

  /** Where the tail of the other hosts' scores begins, and each host's largest excess, ascending. */
  #topOfOthers(host: number, rank: number): { start: number; excesses: number[] } {
    const largest = new Map<number, number>();
    let passed = 0;
    for (const [score, other] of this.#scores) {
      if (other === host) continue;
      if (passed++ === rank) {
        const excesses = [...largest.values()].map((value) => value - score)
          .filter((excess) => excess > 0).reverse();
        return { start: score, excesses };
      }
      if (!largest.has(other)) largest.set(other, score);
    }
    return { start: 0, excesses: [...largest.values()].reverse() };
  }

  /** How many scores are at least as high. */
  #countFrom(score: number): number {
    let low = 0;
    let high = this.#scores.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#scores[middle][0] >= score) low = middle + 1;
      else high = middle;
    }
    return low;
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
function scaleOf(ascending: readonly number[], start: number): number {
  const least = Math.max(0.03 * Math.abs(start), 0.1);
  if (ascending.length === 0) return least;
  const median = ascending[ascending.length >> 1];
  const kept = ascending.slice(0, Math.max(1, Math.ceil(0.9 * ascending.length)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  return Math.max(median / Math.LN2, 0.6 * mean, least);
}
