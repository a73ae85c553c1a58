import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { createDbscan } from "./dbscan.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { matrixOf } from "../isolation_forest/testing.ts";

async function factsOf(x: Matrix, params: Record<string, unknown>) {
  const detector = createDbscan(params);
  await detector.fit(x, { seed: 1 });
  return (await detector.save()).data.facts as Record<string, number>;
}

Deno.test("DBSCAN finds clusters, border rows and noise as worked out by hand", async () => {
  // 0, 1, 2 are core rows; 3.5 is none: with itself and 2.5 it has two; 2.5 has 2, 3.5 and itself.
  const x = matrixOf([[0], [1], [2], [2.5], [3.5], [9]]);
  const facts = await factsOf(x, { epsilon: 1, minPoints: 3 });
  assert.deepEqual(facts, {
    sampleRows: 6,
    epsilon: 1,
    coreRows: 3,
    distinctCoreRows: 3,
    clusters: 1,
    noiseRows: 1,
  });
  const detector = createDbscan({ epsilon: 1, minPoints: 3 });
  await detector.fit(x, { seed: 1 });
  assert.deepEqual([...await detector.score(x)], [1, 0, 0, 0, 1, 6.5]);
  detector.dispose();
});

Deno.test("DBSCAN counts the clusters of shapes that are not round", async () => {
  const random = createRandom(5);
  const ring = (radius: number) => (_: unknown, i: number) => {
    const angle = i / 50;
    return [radius * Math.cos(angle), radius * Math.sin(angle)].map((v) =>
      v + 0.05 * random.normal()
    );
  };
  const x = matrixOf([
    ...Array.from({ length: 400 }, ring(1)),
    ...Array.from({ length: 1200 }, ring(4)),
  ]);
  assert.equal((await factsOf(x, { epsilon: 0.5, minPoints: 5 })).clusters, 2);
  assert.equal((await factsOf(x, { epsilon: 4, minPoints: 5 })).clusters, 1);
});

Deno.test("DBSCAN agrees with the definition, row by row", async () => {
  const random = createRandom(2);
  const points = Array.from({ length: 300 }, () => [2 * random.normal(), random.next() * 6]);
  const x = matrixOf(points);
  const [epsilon, minPoints] = [0.7, 6];
  const at = (row: number) => x.data.subarray(2 * row, 2 * row + 2);
  const distance = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);
  const rows = points.map((_, row) => row);
  const core = rows.filter((a) =>
    rows.filter((b) => distance(a, b) <= epsilon).length >= minPoints
  );
  const cluster = new Map<number, number>();
  core.forEach((start, number) => {
    if (cluster.has(start)) return;
    const stack = [start];
    for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
      if (cluster.has(row)) continue;
      cluster.set(row, number);
      stack.push(...core.filter((other) => distance(row!, other) <= epsilon));
    }
  });
  const noise = rows.filter((a) => core.every((b) => distance(a, b) > epsilon));
  const facts = await factsOf(x, { epsilon, minPoints });
  assert.ok(noise.length > 0 && core.length > 0);
  assert.equal(facts.coreRows, core.length);
  assert.equal(facts.noiseRows, noise.length);
  assert.equal(facts.clusters, new Set(cluster.values()).size);
});

Deno.test("DBSCAN says so when there is no dense place", async () => {
  const detector = createDbscan({ epsilon: 0.1, minPoints: 2 });
  await assert.rejects(
    detector.fit(matrixOf([[0], [1], [2]]), { seed: 1 }),
    /TrainingError: No record has 2 neighbours within 0\.1\. Choose a larger radius/,
  );
});
