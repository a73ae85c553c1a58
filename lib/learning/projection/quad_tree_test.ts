import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { QuadTree } from "./quad_tree.ts";

function exact(points: Float64Array) {
  const forces = new Float64Array(points.length);
  let total = 0;
  for (let i = 0; i < points.length; i += 2) {
    for (let j = 0; j < points.length; j += 2) {
      if (i === j) continue;
      const [dx, dy] = [points[i] - points[j], points[i + 1] - points[j + 1]];
      const q = 1 / (1 + dx * dx + dy * dy);
      total += q;
      forces[i] += q * q * dx;
      forces[i + 1] += q * q * dy;
    }
  }
  return { forces, total };
}

function byTree(points: Float64Array) {
  const tree = new QuadTree(points);
  tree.build();
  const forces = new Float64Array(points.length);
  return { forces, total: tree.repel(forces), tree };
}

function cloud(count: number, spread: number): Float64Array {
  const random = createRandom(count);
  return Float64Array.from({ length: 2 * count }, () => spread * random.normal());
}

const near = (a: number, b: number, tolerance: number) =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

Deno.test("QuadTree.repel() comes near the sum over all pairs", () => {
  for (const spread of [1e-4, 1, 30]) {
    const points = cloud(400, spread);
    const wanted = exact(points);
    const found = byTree(points);
    near(found.total, wanted.total, 0.02);
    const size = Math.hypot(...wanted.forces);
    assert.ok(
      Math.hypot(...found.forces.map((force, i) => force - wanted.forces[i])) < 0.05 * size,
    );
  }
});

Deno.test("QuadTree.repel() is exact for a few points, alone, equal or far apart", () => {
  const sets = [[], [3, 4], [1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1e9, -1e9], [1, 2, 1, 2.0000000001]];
  for (const points of sets.map((numbers) => Float64Array.from(numbers))) {
    const wanted = exact(points);
    const found = byTree(points);
    near(found.total, wanted.total, 1e-9);
    found.forces.forEach((force, i) => near(force, wanted.forces[i], 1e-9));
  }
});

Deno.test("QuadTree.build() follows points that have moved", () => {
  const points = cloud(100, 1);
  const { tree } = byTree(points);
  points.set(cloud(100, 20).map((value) => value + 5));
  tree.build();
  const forces = new Float64Array(points.length);
  near(tree.repel(forces), exact(points).total, 0.02);
});
