/**
 * The one dial: how many false findings are accepted per 100 host-days.
 *
 * @module
 */

const DAYS = 7;
const LEAST_DAYS = 3;
/** With fewer host-days in the past a tail would be a guess. */
const LEAST_SCORES = 100;
/** The part of host-days whose scores the tail is fitted to. */
const TAIL_SHARE = 0.05;
/** The limit of the first days, at one false finding per 100 host-days: not yet the network's own. */
const PROVISIONAL_LIMIT = 2.6;
/** However quiet a network is, what is less surprising than this is no finding. */
const LEAST_LIMIT = 2;
const LEAST_SCALE = 0.05;
/** The part of the tail that its scale is fitted to; of the rest only its number counts. */
const FITTED = 0.6;
/** So often is the tail fitted, each time to what the time before makes likely. */
const ROUNDS = 10;
/** An incident in every host's past must not close the dial. */
const MOST_SCALE = 1.5;
/** Host-days so far beyond the limit are incidents, not the tail of usual ones. */
export const CLEARLY_BEYOND = 1;
/**
 * Some of those are harmless all the same and use up a part of what the dial accepts, but never more
 * than to leave so much of it.
 */
const LEAST_PART = 0.75;

/**
 * Finds how surprising a host-day has to be so that usual ones exceed it as often as the dial allows.
 *
 * From three days and a hundred host-days on, the limit comes from the network's own last week: the
 * 95 % quantile of combined scores and an exponential tail beyond. Host-days far beyond the limit are
 * left out, so that incidents do not raise it. Scores fall while a network becomes known, so older days would keep
 * the limit too high. Before, a limit holds that fits most networks.
 */
export class Dial {
  #days: ScoredDay[] = [];
  readonly #share: number;
  #tail: Tail | null = null;

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

  /** @param scores combined scores of the host-days of the network's own hosts */
  learn(scores: Float64Array): void {
    const most = this.limit() + CLEARLY_BEYOND;
    const usual = scores.filter((score) => score <= most);
    this.#days.push({ usual, beyond: scores.length - usual.length });
    if (this.#days.length > DAYS) this.#days.shift();
    this.#tail = this.#days.length < LEAST_DAYS ? null : fitTail(this.#days, this.#share);
  }

  save(): DialState {
    return this.#days;
  }

  restore(days: DialState): void {
    this.#days = days;
    this.#tail = days.length < LEAST_DAYS ? null : fitTail(days, this.#share);
  }

  /** The combined score from which a host-day is unusual. */
  limit(): number {
    if (!this.#tail) return PROVISIONAL_LIMIT - Math.log10(this.#share / 0.01);
    const { ascending, start, scale, beyond } = this.#tail;
    const share = Math.max(this.#share - beyond, LEAST_PART * this.#share);
    const limit = share >= TAIL_SHARE
      ? ascending[Math.floor((1 - share) * ascending.length)]
      : start + scale * Math.log(TAIL_SHARE / share);
    return Math.max(LEAST_LIMIT, limit);
  }

  /**
   * The probability that a usual host-day has so high a combined score. Beyond the limit it falls by
   * ten for each 1 of the score: it is made of powers of ten, and the past holds too few such days to
   * fit anything better.
   */
  probability(score: number): number {
    const limit = this.limit();
    if (score >= limit || !this.#tail) {
      return Math.min(1, this.#share * Math.pow(10, limit - score));
    }
    const { ascending, start, scale } = this.#tail;
    if (score > start) {
      return Math.max(this.#share, TAIL_SHARE * Math.exp((start - score) / scale));
    }
    const above = ascending.length - ascending.findIndex((other) => other >= score);
    return Math.max(this.#share, Math.min(1, above / ascending.length));
  }
}

/** A day as the dial remembers it. */
interface ScoredDay {
  usual: Float64Array;
  /** How many host-days were left out. */
  beyond: number;
}

/** What a dial keeps: its last week. */
export type DialState = ScoredDay[];

interface Tail {
  ascending: number[];
  /** The 95 % quantile. */
  start: number;
  /** Of the exponential distribution beyond it. */
  scale: number;
  /** Share of host-days that were left out. */
  beyond: number;
}

/**
 * Fits the tail. Of the host-days that were left out, as many count as an exponential tail has so far
 * beyond the limit; these were no incidents.
 */
function fitTail(days: readonly ScoredDay[], share: number): Tail | null {
  const ascending = days.flatMap(({ usual }) => [...usual]).sort((a, b) => a - b);
  if (ascending.length < LEAST_SCORES) return null;
  const left = days.reduce((sum, { beyond }) => sum + beyond, 0);
  let start = 0;
  let scale = LEAST_SCALE;
  for (let round = 0; round < ROUNDS; round++) {
    const harmless = Math.min(left, share * ascending.length * Math.exp(-CLEARLY_BEYOND / scale));
    const size = ascending.length + harmless;
    start = ascending[Math.min(ascending.length - 1, Math.floor((1 - TAIL_SHARE) * size))];
    const excesses = ascending.filter((score) => score > start).map((score) => score - start);
    scale = Math.min(MOST_SCALE, scaleOf(excesses, harmless));
  }
  return { ascending, start, scale, beyond: left / (left + ascending.length) };
}

/**
 * The scale of exponentially distributed excesses, of which the largest are only counted: incidents are
 * among these.
 *
 * Source: B. Epstein and M. Sobel, "Life Testing", Journal of the American Statistical Association 48,
 * 1953, for samples that are censored at a rank.
 *
 * @param ascending excesses above the start of the tail
 * @param larger how many more there are, each larger than these
 */
function scaleOf(ascending: readonly number[], larger: number): number {
  if (ascending.length === 0) return LEAST_SCALE;
  const size = ascending.length + larger;
  const fitted = Math.min(ascending.length, Math.ceil(FITTED * size));
  const sum = ascending.slice(0, fitted).reduce((sum, excess) => sum + excess, 0);
  return Math.max(LEAST_SCALE, (sum + (size - fitted) * ascending[fitted - 1]) / fitted);
}
