/**
 * How thoroughly permutation importance can be measured in a time.
 *
 * @module
 */

/** What a permutation costs. */
export interface PermutationPlan {
  /** Rows that are judged. */
  rows: number;
  /** Permutations of each feature. */
  repeats: number;
}

/** From the most thorough to the least. */
const PLANS: PermutationPlan[] = [
  { rows: 2000, repeats: 5 },
  { rows: 2000, repeats: 3 },
  { rows: 1000, repeats: 3 },
  { rows: 500, repeats: 3 },
  { rows: 500, repeats: 1 },
  { rows: 200, repeats: 1 },
];

/**
 * The most thorough plan that ends in time, or `null` where there is none.
 *
 * @param features permuted one after the other
 * @param available rows of the test
 * @param rowMs milliseconds that scoring takes for a row that is judged, its context included
 * @param budgetMs milliseconds that there are
 */
export function planPermutation(
  features: number,
  available: number,
  rowMs: number,
  budgetMs: number,
): PermutationPlan | null {
  return PLANS.find(({ rows, repeats }) =>
    (1 + features * repeats) * Math.min(rows, available) * rowMs <= budgetMs
  ) ?? null;
}
