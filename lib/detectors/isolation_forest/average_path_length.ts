/**
 * How long a search in a random binary tree is on average.
 *
 * @module
 */

/**
 * c(n) of the Isolation Forest paper: the mean path length of an unsuccessful search in a binary
 * search tree of `n` points, 2 H(n - 1) - 2 (n - 1) / n with the harmonic number H. It is used in
 * for the part of a path that was not grown and is the unit of all path lengths.
 *
 * The harmonic number is summed, not approximated by a logarithm: for small nodes that matters,
 * c(3) is 5/3 and would be 1.21.
 *
 * @param points 0 or more; 0 up to one point
 */
export function averagePathLength(points: number): number {
  if (points <= 1) return 0;
  let harmonic = 0;
  for (let i = points - 1; i >= 1; i--) harmonic += 1 / i;
  return 2 * harmonic - 2 * (points - 1) / points;
}
