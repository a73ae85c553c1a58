/**
 * Derives the seed of a part from the seed of the whole, so that parts can be made in any order.
 *
 * Source: the finaliser of MurmurHash3 (A. Appleby), once for each part.
 *
 * @returns a whole number from 0 to 2^32 - 1
 */
export function subSeed(seed: number, ...parts: number[]): number {
  let mixed = seed | 0;
  for (const part of parts) {
    mixed = Math.imul(mixed ^ part ^ 0x9e3779b9, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}
