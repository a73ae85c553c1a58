/**
 * Mixes whole numbers to one of 32 bits that looks random: the same numbers give the same one.
 *
 * Source: the steps are those of the finaliser of MurmurHash3 (A. Appleby).
 */
export function mixKeys(...parts: number[]): number {
  let key = 0x811c9dc5;
  for (const part of parts) {
    key = Math.imul(key ^ part, 0x9e3779b1);
    key ^= key >>> 15;
    key = Math.imul(key, 0x85ebca6b);
    key ^= key >>> 13;
  }
  return key;
}
