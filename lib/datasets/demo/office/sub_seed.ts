/**
 * Derives the seed of a part from the seed of the whole, so that parts can be made in any order.
 *
 * Source: the finaliser of MurmurHash3 (A. Appleby), once for the seed and once for each part.
 *
 * @returns a whole number from 0 to 2^32 - 1
 */
export function subSeed(seed: number, ...parts: number[]): number {
  let mixed = mix(seed);
  // The sum before each step keeps the order of parts apart.
  for (const part of parts) mixed = mix(Math.imul(mixed, 31) + mix(part));
  return mixed >>> 0;
}

function mix(word: number): number {
  let mixed = (word + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
