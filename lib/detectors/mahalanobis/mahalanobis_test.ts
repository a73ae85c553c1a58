import assert from "node:assert/strict";
import { createMahalanobis } from "./mahalanobis.ts";
import {
  areClose,
  CLOUD_AND_OUTLIERS,
  rowsOf,
  SCORED,
  TWO_CLOUDS,
} from "../statistical/testing.ts";

Deno.test("createMahalanobis() gives the distances of scikit-learn's LedoitWolf", async () => {
  const detector = createMahalanobis();
  await detector.fit(TWO_CLOUDS, { seed: 1 });
  const expected = [1.444441, 0.1787998, 77.79488, 210.8274];
  assert.ok(areClose(await detector.score(SCORED), expected, 1e-4));
  const { facts } = (await detector.save()).data as { facts: { shrinkage: number } };
  assert.ok(Math.abs(facts.shrinkage - 0.01103728) < 1e-6);
  detector.dispose();
});

Deno.test("createMahalanobis() with MCD gives the distances of scikit-learn's MinCovDet", async () => {
  const detector = createMahalanobis({ estimator: "mcd" });
  await detector.fit(CLOUD_AND_OUTLIERS, { seed: 1 });
  const expected = [0.1532522, 140.2248, 896.5873, 786.4514];
  assert.ok(areClose(await detector.score(SCORED), expected, 1e-3));
  const { facts } = (await detector.save()).data as { facts: { support: number } };
  assert.equal(facts.support, 18);
  detector.dispose();
});

for (const estimator of ["ledoit-wolf", "mcd"]) {
  Deno.test(`createMahalanobis() explains parts that add up to the score, ${estimator}`, async () => {
    const detector = createMahalanobis({ estimator });
    await detector.fit(TWO_CLOUDS, { seed: 1 });
    const scores = await detector.score(SCORED);
    for (const [i, row] of rowsOf(SCORED).entries()) {
      const parts = await detector.explain(Float32Array.from(row));
      const sum = parts.reduce((sum, { weight }) => sum + weight, 0);
      assert.ok(Math.abs(sum - scores[i]) < 1e-4 * Math.max(1, scores[i]));
    }
    detector.dispose();
  });

  Deno.test(`createMahalanobis() takes columns that follow from others, ${estimator}`, async () => {
    // One-hot columns of two categories and a constant one beside a number.
    const rows = Array.from(
      { length: 60 },
      (_, i) => [Math.sin(i), i % 3 ? 1 : 0, i % 3 ? 0 : 1, 7],
    );
    const x = {
      data: Float32Array.from(rows.flat()),
      rows: 60,
      cols: 4,
      names: ["n", "a", "b", "constant"],
    };
    const detector = createMahalanobis({ estimator });
    await detector.fit(x, { seed: 1 });
    const usual = Math.max(...await detector.score(x));
    const odd = await detector.score({
      ...x,
      data: Float32Array.of(0, 1, 1, 7, 0, 1, 0, 8, 3, 1, 0, 7),
      rows: 3,
    });
    assert.ok(odd.every((score) => Number.isFinite(score) && score > usual));
    detector.dispose();
  });
}
