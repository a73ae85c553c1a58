/**
 * The one dial: how many false findings are accepted per 100 host-days.
 *
 * @module
 */

const DAYS = 10;
const LEAST_DAYS = 5;
const QUANTILE = 0.95;
/** Host-days so far beyond the limit are incidents, not the tail of usual ones. */
export const CLEARLY_BEYOND = 1;

/**
 * Finds how surprising a host-day has to be so that usual ones exceed it as often as the dial allows.
 *
 * From five days on the limit comes from the network's own past: the 95 % quantile of its combined
 * scores and an exponential tail beyond, whose scale is the median excess, so that past incidents do
 * not raise it. Before, the probabilities are taken at their word, with a margin.
 */
export class Dial {
  readonly #days: Float64Array[] = [];
  readonly #share: number;

  /**
   * @param falseFindings per 100 host-days, greater than 0 and less than 100
   * @throws {RangeError} when it is out of its range
   */
  constructor(falseFindings: number) {
    if (!(falseFindings > 0 && falseFindings < 100)) {
      throw new RangeError(
        `falseFindings must be greater than 0 and less than 100, not ${falseFindings}.`,
      );
    }
    this.#share = falseFindings / 100;
  }

  /** @param scores -log10 of the probability of each host-day of the network's own hosts */
  learn(scores: Float64Array): void {
    const most = this.limit() + CLEARLY_BEYOND;
    this.#days.push(scores.filter((score) => score <= most));
    if (this.#days.length > DAYS) this.#days.shift();
  }

  /** The score from which a host-day is unusual, in -log10 of a probability. */
  limit(): number {
    const nominal = -Math.log10(this.#share);
    if (this.#days.length < LEAST_DAYS) return nominal + PROVISIONAL_MARGIN;
    const all = this.#days.flatMap((scores) => [...scores]).sort((a, b) => a - b);
    const tailShare = 1 - QUANTILE;
    const start = all[Math.floor(QUANTILE * all.length)];
    if (this.#share >= tailShare) {
      return Math.max(LEAST_LIMIT, all[Math.floor((1 - this.#share) * all.length)]);
    }
    const excesses = all.filter((score) => score > start).map((score) => score - start);
    const scale = excesses.length === 0
      ? 0
      : Math.min(MOST_SCALE, excesses[excesses.length >> 1] / Math.LN2);
    return Math.max(LEAST_LIMIT, start + scale * Math.log(tailShare / this.#share));
  }
}

/** Probabilities of few days are too small by about as much. */
const PROVISIONAL_MARGIN = 0.5;
/** However quiet a network is, what is less surprising than this is no finding. */
const LEAST_LIMIT = 0.7;
/** An incident in every host's past must not close the dial. */
const MOST_SCALE = 1;
