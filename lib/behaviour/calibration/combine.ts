/** What the second and third most unusual check add to the first. */
const WEIGHTS = [1, 0.5, 0.3];
/** Less than one in ten is nothing to add. */
const LEAST = 1;

/**
 * One score from the probabilities of several checks that depend on each other in ways unknown: -log10
 * of the smallest, and a part of the next two as far as they are below one in ten. Several checks that
 * notice something are more than one, but not as much as if they were independent.
 *
 * The sum is no probability; {@linkcode Dial} makes it one by the network's own past.
 *
 * Source: after the truncated product of D. Zaykin et al., "Truncated product method for combining
 * P-values", Genetic Epidemiology 22, 2002; weights instead of independence.
 *
 * @param probabilities the smallest one of each check that has something to say
 */
export function combine(probabilities: readonly number[]): number {
  const scores = probabilities.map((p) => -Math.log10(p)).sort((a, b) => b - a);
  return WEIGHTS.reduce(
    (sum, weight, at) => sum + weight * Math.max(0, (scores[at] ?? 0) - (at === 0 ? 0 : LEAST)),
    0,
  );
}
