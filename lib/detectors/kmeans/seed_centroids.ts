/**
 * Where K-Means begins.
 *
 * @module
 */
import type { Rows } from "../../learning/linear_algebra/moments.ts";
import type { Random } from "../../base/random.ts";

/**
 * k-means++: the first centroid is any row; each further one is a row drawn with a chance in
 * proportion to its squared distance from the nearest centroid so far. Of a few such draws the one
 * that leaves the smallest distances is kept (the greedy variant, as in scikit-learn).
 *
 * Source: D. Arthur, S. Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007.
 *
 * @param clusters at least 1
 * @returns `cols` numbers for each centroid; fewer centroids where there are fewer different rows
 */
export function seedCentroids(x: Rows, clusters: number, random: Random): Float64Array {
  const { data, rows, cols } = x;
  const draws = 2 + Math.floor(Math.log(clusters));
  const chosen = [random.integer(rows)];
  let nearest = new Float64Array(rows).fill(Infinity);
  let total = updateNearest(x, chosen[0], nearest, nearest);
  let [best, attempt] = [new Float64Array(rows), new Float64Array(rows)];
  while (chosen.length < clusters && total > 0) {
    let bestTotal = Infinity;
    let bestRow = 0;
    for (let draw = 0; draw < draws; draw++) {
      const row = drawRow(nearest, random.next() * total);
      const left = updateNearest(x, row, nearest, attempt);
      if (left >= bestTotal) continue;
      [best, attempt] = [attempt, best];
      [bestTotal, bestRow] = [left, row];
    }
    chosen.push(bestRow);
    [nearest, best] = [best, nearest];
    total = bestTotal;
  }
  const centroids = new Float64Array(chosen.length * cols);
  chosen.forEach((row, i) => centroids.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return centroids;
}

/** The first row at which the sum of the distances exceeds `target`. */
function drawRow(distances: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let row = 0; row < distances.length; row++) {
    if (distances[row] === 0) continue;
    sum += distances[row];
    last = row;
    if (sum > target) break;
  }
  return last;
}

/**
 * Squared distances to the nearest centroid when one more row is one.
 *
 * @param target may be `nearest` itself
 * @returns the sum
 */
function updateNearest(
  { data, rows, cols }: Rows,
  centroid: number,
  nearest: Float64Array,
  target: Float64Array,
): number {
  const centre = data.slice(centroid * cols, (centroid + 1) * cols);
  let total = 0;
  for (let row = 0, at = 0; row < rows; row++, at += cols) {
    const limit = nearest[row];
    let distance = 0;
    for (let j = 0; j < cols; j++) {
      const difference = data[at + j] - centre[j];
      distance += difference * difference;
    }
    target[row] = distance < limit ? distance : limit;
    total += target[row];
  }
  return total;
}
