/**
 * How surprising it is that a host does what few others do.
 *
 * The fewer others, the more; where things that only one host does are rare in general, twice as much.
 * What most hosts do surprises nobody, however new it is for this one.
 *
 * Source: ours, with I. Good's estimate of what is unseen ("The population frequencies of species and
 * the estimation of population parameters", Biometrika 40, 1953).
 *
 * @param others how many other hosts do it
 * @param hosts how many hosts there are
 * @param unseen how likely the next thing is one that no host did, greater than 0
 * @returns about a power of ten: 0 where all do it
 */
export function rarity(others: number, hosts: number, unseen: number): number {
  const alone = Math.max(0, Math.log10((hosts + 1) / (others + 0.5)));
  return alone * (1 + Math.min(1, -Math.log10(unseen) / 2));
}
