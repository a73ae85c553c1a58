/**
 * The radius of DBSCAN from the distances of neighbours.
 *
 * @module
 */

/**
 * The knee of the sorted distances from the k-th neighbour: where they begin to grow fast. It is the
 * place farthest below the line from the least to the greatest of them.
 *
 * Distances of 0, of rows with many copies, are left out, since nothing but copies lies within 0.
 *
 * Sources: M. Ester et al., KDD 1996 (the sorted graph of the distances); V. Satopaa et al., "Finding
 * a 'Kneedle' in a Haystack", ICDCS Workshops 2011 (the place).
 *
 * @param distances one a row, in any order
 * @returns 0 where all distances are
 */
export function kneeOf(distances: Float32Array): number {
  const sorted = distances.filter((distance) => distance > 0).sort();
  if (sorted.length === 0) return 0;
  const least = sorted[0];
  const range = sorted[sorted.length - 1] - least;
  let knee = sorted[sorted.length - 1];
  let farthest = 0;
  for (let i = 0; i < sorted.length; i++) {
    const below = i / (sorted.length - 1) - (sorted[i] - least) / range;
    if (below > farthest) [knee, farthest] = [sorted[i], below];
  }
  return knee;
}
