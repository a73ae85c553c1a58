import assert from "node:assert/strict";
import { planPermutation } from "./permutation_plan.ts";

Deno.test("planPermutation() takes fewer repeats, then fewer rows, then none", () => {
  const plan = (budgetMs: number) => planPermutation(10, 100_000, 0.01, budgetMs);
  assert.deepEqual(plan(1020), { rows: 2000, repeats: 5 });
  assert.deepEqual(plan(1019), { rows: 2000, repeats: 3 });
  assert.deepEqual(plan(619), { rows: 1000, repeats: 3 });
  assert.deepEqual(plan(22), { rows: 200, repeats: 1 });
  assert.equal(plan(21), null);
});

Deno.test("planPermutation() counts no more rows than there are", () => {
  assert.deepEqual(planPermutation(10, 100, 0.01, 51), { rows: 2000, repeats: 5 });
});
