/** Seeds where nobody asks for another number of them. */
export const DEFAULT_SEEDS = 5;

/** The seeds of a reproduction with a number of seeds: 1, 2 and so on. */
export function seedsOf(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
