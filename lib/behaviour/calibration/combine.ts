/**
 * One probability from those of several checks that depend on each other in ways unknown: the
 * smallest of `checks * p(k) / k`, with p(k) the k-th smallest.
 *
 * Source: R. Simes, "An improved Bonferroni procedure for multiple tests of significance", Biometrika
 * 73, 1986; holds under positive dependence (S. Sarkar, Annals of Statistics 26, 1998).
 *
 * @param probabilities of the checks that have something to say; the others count as 1
 * @param checks how many there are
 */
export function combine(probabilities: readonly number[], checks: number): number {
  const ascending = [...probabilities].sort((a, b) => a - b);
  return ascending.reduce((least, p, index) => Math.min(least, checks * p / (index + 1)), 1);
}
