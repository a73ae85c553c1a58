/**
 * Seeded randomness: everything random in Netsift comes from here, so that a seed repeats a run.
 *
 * @module
 */

/** A stream of pseudo-random numbers that its seed determines. */
export interface Random {
  /** A number from 0 to 1, 1 excluded, in steps of 2^-32. */
  next(): number;
  /**
   * A whole number from 0 to `below`, `below` excluded, each equally likely.
   *
   * @throws {RangeError} unless `below` is a whole number from 1 to 2^32
   */
  integer(below: number): number;
  /** A draw from the standard normal distribution. */
  normal(): number;
  /** Puts the elements into a random order, in place; each order is equally likely. */
  shuffle(array: ShuffleArray): void;
}

/** What {@linkcode Random.shuffle} takes. */
export type ShuffleArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * The generator xoshiro128** 1.1: 32 bits a call, period 2^128 - 1.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators",
 * ACM Transactions on Mathematical Software 47 (4), 2021.
 *
 * @param state four 32-bit words, not all zero; changed by each call
 * @returns a function that gives the next whole number from 0 to 2^32 - 1
 */
export function xoshiro128(state: Uint32Array): () => number {
  return () => {
    const s1 = state[1];
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    state[2] ^= state[0];
    state[3] ^= s1;
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= s1 << 9;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  };
}

/**
 * Starts a stream of random numbers.
 *
 * @param seed a whole number from 0 to 2^32 - 1; neighbouring seeds give unrelated streams
 * @throws {RangeError} when the seed is not such a number
 *
 * @example
 * ```ts
 * import { createRandom } from "./random.ts";
 *
 * const dice = createRandom(42);
 * const rolls = Array.from({ length: 3 }, () => 1 + dice.integer(6));
 * ```
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`A seed must be a whole number from 0 to 4294967295, not ${seed}.`);
  }
  const bits = xoshiro128(expandSeed(seed));
  const next = () => bits() / 0x100000000;
  let spare = NaN;

  function integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 0x100000000) {
      throw new RangeError(`The bound must be a whole number from 1 to 4294967296, not ${below}.`);
    }
    const usable = 0x100000000 - (0x100000000 % below);
    let value = bits();
    while (value >= usable) value = bits();
    return value % below;
  }

  // Marsaglia's polar method: two draws at a time.
  function normal(): number {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = NaN;
      return value;
    }
    let x: number, y: number, square: number;
    do {
      x = 2 * next() - 1;
      y = 2 * next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  }

  function shuffle(array: ShuffleArray): void {
    for (let last = array.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      const value = array[last];
      array[last] = array[other];
      array[other] = value;
    }
  }

  return { next, integer, normal, shuffle };
}

/** Four well-mixed words from one: a Weyl sequence through MurmurHash3's finaliser. */
function expandSeed(seed: number): Uint32Array {
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    let word = (seed + Math.imul(i + 1, 0x9e3779b9)) | 0;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    state[i] = word ^ (word >>> 16);
  }
  return state;
}
