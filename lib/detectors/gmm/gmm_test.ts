import assert from "node:assert/strict";
import { createGmm } from "./gmm.ts";
import { areClose, SCORED, TWO_CLOUDS } from "../statistical/testing.ts";

/** Of `GaussianMixture(2, reg_covar=1e-3)`. */
const SKLEARN = {
  full: [-0.08850379, 51.09681, 63.58952, 171.3448],
  diagonal: [-0.1850234, 48.0352, 45.8398, 139.3452],
};

for (const covariance of ["full", "diagonal"] as const) {
  const params = { components: 2, covariance, regularisation: 1e-3 };

  Deno.test(`createGmm() gives the densities of scikit-learn, ${covariance}`, async () => {
    const detector = createGmm(params);
    await detector.fit(TWO_CLOUDS, { seed: 1 });
    assert.ok(areClose(await detector.score(SCORED), SKLEARN[covariance], 1e-3));
    detector.dispose();
  });

  Deno.test(`createGmm() explains by parts of the squared distance, ${covariance}`, async () => {
    const detector = createGmm(params);
    await detector.fit(TWO_CLOUDS, { seed: 1 });
    const sum = async (...row: number[]) =>
      (await detector.explain(Float32Array.from(row))).reduce((sum, { weight }) => sum + weight, 0);
    const score = async (...row: number[]) =>
      (await detector.score({ ...SCORED, data: Float32Array.from(row), rows: 1 }))[0];
    // Both rows belong to the same cloud: scores differ by half of the distances.
    const difference = await score(4, 4, 3) - await score(5, 4, 0);
    const wanted = (await sum(4, 4, 3) - await sum(5, 4, 0)) / 2;
    assert.ok(Math.abs(difference - wanted) < 1e-3 * Math.abs(wanted));
    detector.dispose();
  });
}

Deno.test("createGmm() of one component is a normal distribution", async () => {
  const x = { data: Float32Array.of(1, 3), rows: 2, cols: 1, names: ["c0"] };
  const detector = createGmm({ components: 1, regularisation: 1e-9 });
  await detector.fit(x, { seed: 1 });
  const log = Math.log(2 * Math.PI) / 2;
  const scores = await detector.score({ ...x, data: Float32Array.of(2, 4) });
  assert.ok(areClose(scores, [log, log + 2], 1e-6));
  detector.dispose();
});

Deno.test("createGmm() chooses the number of components by BIC and keeps the values", async () => {
  const detector = createGmm({ components: "auto", covariance: "diagonal", regularisation: 1e-3 });
  const copies = { ...TWO_CLOUDS, rows: 600, data: new Float32Array(1800) };
  for (let i = 0; i < 1800; i++) copies.data[i] = TWO_CLOUDS.data[i % 36] + Math.sin(i * i) / 2;
  await detector.fit(copies, { seed: 1 });
  const { facts } = (await detector.save()).data as {
    facts: { components: number; criterion: { components: number; bic: number }[] };
  };
  const best = facts.criterion.reduce((best, each) => each.bic < best.bic ? each : best);
  assert.equal(facts.components, best.components);
  assert.ok(facts.criterion[1].bic < facts.criterion[0].bic);
  detector.dispose();
});
