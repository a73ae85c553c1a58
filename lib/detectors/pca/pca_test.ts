import assert from "node:assert/strict";
import { createPca } from "./pca.ts";
import { componentsFor } from "../statistical/components.ts";
import { areClose, rowsOf, SCORED, TWO_CLOUDS } from "../statistical/testing.ts";

Deno.test("createPca() gives the reconstruction errors of scikit-learn's PCA", async () => {
  const detector = createPca({ components: 1 });
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  const expected = [0.01079758, 0.005386969, 2.857148, 5.913474];
  assert.ok(areClose(await detector.score(SCORED), expected, 1e-5));
  const { facts } = (await detector.save()).data as { facts: { explained: number } };
  assert.ok(Math.abs(facts.explained - 0.98081119) < 1e-6);
  detector.dispose();
});

Deno.test("createPca() scores what leaves the line, worked out by hand", async () => {
  // All rows lie on the diagonal; (0, 2) is off it by (1, -1).
  const x = {
    data: Float32Array.of(-1, -1, 1, 1, 2, 2, -2, -2),
    rows: 4,
    cols: 2,
    names: ["a", "b"],
  };
  const detector = createPca();
  await detector.fit(x, { seed: 1 });
  const scores = await detector.score({ ...x, data: Float32Array.of(0, 2, 5, 5), rows: 2 });
  assert.ok(areClose(scores, [1, 0], 1e-6));
  assert.ok(
    areClose(
      (await detector.explain(Float32Array.of(0, 2))).map((p) => p.weight),
      [0.5, 0.5],
      1e-6,
    ),
  );
  detector.dispose();
});

for (const score of ["reconstruction", "standardised"]) {
  Deno.test(`createPca() explains parts that add up to the ${score} score`, async () => {
    const detector = createPca({ components: 1, score });
    await detector.fit(TWO_CLOUDS, { seed: 1 });
    const scores = await detector.score(SCORED);
    for (const [i, row] of rowsOf(SCORED).entries()) {
      const parts = await detector.explain(Float32Array.from(row));
      const sum = parts.reduce((sum, { weight }) => sum + weight, 0);
      assert.ok(Math.abs(sum - scores[i]) < 1e-4 * scores[i]);
    }
    detector.dispose();
  });
}

Deno.test("createPca() that keeps all directions restores all rows", async () => {
  const detector = createPca({ components: 5 });
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  assert.deepEqual([...await detector.score(SCORED)], [0, 0, 0, 0]);
  detector.dispose();
});

Deno.test("componentsFor() takes as many of the largest as make up the share", () => {
  const variances = Float64Array.of(6, 3, 1, 0);
  assert.equal(componentsFor(variances, 0.5), 1);
  assert.equal(componentsFor(variances, 0.6), 1);
  assert.equal(componentsFor(variances, 0.61), 2);
  assert.equal(componentsFor(variances, 1), 3);
  assert.equal(componentsFor(Float64Array.of(0, 0), 0.95), 1);
});
