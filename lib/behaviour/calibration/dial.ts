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
/** An incident in every host's past must not close the dial. */
const MOST_SCALE = 1.5;
/** Host-days so far beyond the limit are incidents, not the tail of usual ones. */
export const CLEARLY_BEYOND = 1;
/**
 * Some of those are harmless all the same and use up a part of what the dial accepts, but never more
 * than to leave so much of it.
 */
const LEAST_PART = 0.5;

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
    this.#tail = this.#days.length < LEAST_DAYS ? null : fitTail(this.#days);
  }

  save(): DialState {
    return this.#days;
  }

  restore(days: DialState): void {
    this.#days = days;
    this.#tail = days.length < LEAST_DAYS ? null : fitTail(days);
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

function fitTail(days: readonly ScoredDay[]): Tail | null {
  const ascending = days.flatMap(({ usual }) => [...usual]).sort((a, b) => a - b);
  const left = days.reduce((sum, { beyond }) => sum + beyond, 0);
  if (ascending.length < LEAST_SCORES) return null;
  const start = ascending[Math.floor((1 - TAIL_SHARE) * ascending.length)];
  const excesses = ascending.filter((score) => score > start).map((score) => score - start);
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / Math.max(1, excesses.length);
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, mean));
  return { ascending, start, scale, beyond: left / (left + ascending.length) };
}
