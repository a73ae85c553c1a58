/**
 * Orders scores, fast.
 *
 * @module
 */

const BITS = 11;
const BUCKETS = 1 << BITS;
const PASSES = 3;

/**
 * The indices of the scores in ascending order of score; equal scores keep their order.
 *
 * A radix sort of the bits of the numbers: its time grows with the number of scores alone. The two
 * zeros count as equal.
 *
 * @throws {RangeError} when a score is not finite
 */
export function ascendingOrder(scores: Float32Array): Uint32Array {
  const keys = sortableKeys(scores);
  const counts = new Uint32Array(PASSES * BUCKETS);
  for (let i = 0; i < keys.length; i++) {
    for (let pass = 0; pass < PASSES; pass++) {
      counts[pass * BUCKETS + ((keys[i] >>> (pass * BITS)) & (BUCKETS - 1))]++;
    }
  }
  let order = new Uint32Array(scores.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let target = new Uint32Array(scores.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const shift = pass * BITS;
    const starts = counts.subarray(pass * BUCKETS, (pass + 1) * BUCKETS);
    countsToStarts(starts);
    for (let i = 0; i < order.length; i++) {
      const index = order[i];
      target[starts[(keys[index] >>> shift) & (BUCKETS - 1)]++] = index;
    }
    [order, target] = [target, order];
  }
  return order;
}

/** Unsigned integers in the same order as the numbers that they stand for. */
function sortableKeys(scores: Float32Array): Uint32Array {
  const numbers = new Float32Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) {
      throw new RangeError(`Score ${i} is not a finite number: ${scores[i]}.`);
    }
    // Adding 0 turns -0 into 0.
    numbers[i] = scores[i] + 0;
  }
  const keys = new Uint32Array(numbers.buffer);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i];
    keys[i] = bits >>> 31 ? ~bits : bits | 0x80000000;
  }
  return keys;
}

function countsToStarts(counts: Uint32Array): void {
  let start = 0;
  for (let bucket = 0; bucket < counts.length; bucket++) {
    const count = counts[bucket];
    counts[bucket] = start;
    start += count;
  }
}
