import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import type { Matrix } from "../../learning/matrix.ts";
import { emptyForest, type Forest } from "./forest.ts";
import { TreeGrower } from "./grow.ts";
import { grownForest, matrixOf, randomMatrix, smallMatrix } from "./testing.ts";

/** Rows of the matrix that end in each slot of the first tree. */
function rowsBySlot(x: Matrix, { height, columns, thresholds }: Forest): Map<number, number[]> {
  const slots = new Map<number, number[]>();
  for (let row = 0; row < x.rows; row++) {
    let node = 0;
    for (let step = 0; step < height; step++) {
      const right = x.data[row * x.cols + columns[node]] > thresholds[node];
      node = 2 * node + (right ? 2 : 1);
    }
    const slot = node - (2 ** height - 1);
    slots.set(slot, [...slots.get(slot) ?? [], row]);
  }
  return slots;
}

Deno.test("TreeGrower.grow() counts the training rows where walking them ends", () => {
  fc.assert(fc.property(smallMatrix, fc.nat(), (x, seed) => {
    const forest = grownForest(x, 1, seed);
    const slots = rowsBySlot(x, forest);
    forest.sizes.forEach((size, slot) => assert.equal(slots.get(slot)?.length ?? 0, size));
  }));
});

Deno.test("TreeGrower.grow() parts all rows that differ when the height allows it", () => {
  fc.assert(
    fc.property(smallMatrix, fc.nat(), (x, seed) => {
      const text = (row: number) => x.data.slice(row * x.cols, (row + 1) * x.cols).join();
      for (const rows of rowsBySlot(x, grownForest(x, 1, seed, 10)).values()) {
        assert.equal(new Set(rows.map(text)).size, 1);
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("TreeGrower.grow() cuts columns that vary, within their range, equally often", () => {
  const x = matrixOf(Array.from({ length: 64 }, (_, i) => [7, i, 100 + i % 8]));
  const forest = grownForest(x, 400, 1);
  const roots = Array.from({ length: 400 }, (_, tree) => tree * 63);
  const second = roots.filter((root) => forest.columns[root] === 1);
  assert.ok(!roots.some((root) => forest.columns[root] === 0));
  assert.ok(Math.abs(second.length - 200) < 50);
  assert.ok(second.every((root) => forest.thresholds[root] >= 0 && forest.thresholds[root] < 63));
  const mean = second.reduce((sum, root) => sum + forest.thresholds[root], 0) / second.length;
  assert.ok(Math.abs(mean - 31.5) < 5);
});

Deno.test("TreeGrower.grow() parts neighbouring 32-bit numbers", () => {
  const [low, high] = [1, 1 + 2 ** -23];
  for (let seed = 0; seed < 20; seed++) {
    assert.deepEqual([...grownForest(matrixOf([[low], [high]]), 1, seed).sizes], [1, 1]);
  }
});

Deno.test("TreeGrower.grow() draws each subsample without replacement from all rows", () => {
  const x = randomMatrix(50, 1, 3);
  const forest = emptyForest({ trees: 200, height: 3, subsampleSize: 8, cols: 1, width: 1 });
  const grower = new TreeGrower(x, createRandom(4));
  for (let tree = 0; tree < 200; tree++) grower.grow(forest, tree);
  for (let tree = 0; tree < 200; tree++) {
    const sizes = forest.sizes.subarray(tree * 8, tree * 8 + 8);
    assert.equal(sizes.reduce((sum, size) => sum + size, 0), 8);
  }
  assert.ok(new Set(forest.thresholds).size > 200);
});

Deno.test("TreeGrower.grow() looks at a share of the columns only, another one for each tree", () => {
  const x = randomMatrix(64, 6, 1);
  const forest = emptyForest({ trees: 200, height: 6, subsampleSize: 64, cols: 6, width: 1 });
  const grower = new TreeGrower(x, createRandom(1), { features: 2 });
  const uses = new Int32Array(6);
  for (let tree = 0; tree < 200; tree++) {
    grower.grow(forest, tree);
    const nodes = Array.from({ length: 63 }, (_, i) => tree * 63 + i)
      .filter((node) => forest.thresholds[node] !== Infinity);
    const columns = new Set(nodes.map((node) => forest.columns[node]));
    assert.equal(columns.size, 2);
    for (const column of columns) uses[column]++;
  }
  assert.ok(uses.every((count) => Math.abs(count - 400 / 6) < 25));
});

Deno.test("TreeGrower.grow() cuts by hyperplanes of different columns that vary", () => {
  fc.assert(fc.property(smallMatrix, fc.nat(), fc.integer({ min: 2, max: 4 }), (x, seed, width) => {
    const forest = grownForest(x, 3, seed, undefined, width);
    const varying = Array.from({ length: x.cols }, (_, column) => column).filter((column) =>
      x.data.some((value, i) => i % x.cols === column && value !== x.data[column])
    );
    for (let tree = 0; tree < 3; tree++) {
      const slots = 2 ** forest.height;
      const sizes = forest.sizes.subarray(tree * slots, (tree + 1) * slots);
      assert.equal(sizes.reduce((sum, size) => sum + size, 0), x.rows);
      const root = tree * (slots - 1);
      if (forest.thresholds[root] === Infinity) continue;
      const terms = Array.from({ length: width }, (_, i) => root * width + i)
        .filter((term) => forest.planes!.weights[term] !== 0)
        .map((term) => forest.columns[term]);
      assert.equal(terms.length, Math.min(width, varying.length));
      assert.equal(new Set(terms).size, terms.length);
      assert.ok(terms.every((column) => varying.includes(column)));
    }
  }));
});
