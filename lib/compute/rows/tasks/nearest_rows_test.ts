import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { RowPool, sharedArray } from "../pool.ts";
import { buildReferenceTree } from "../reference_tree.ts";
import { nearestScratchBytes } from "./nearest_rows.ts";
import { withinRadiusBytes } from "./within_radius.ts";

interface Rows {
  data: Float32Array;
  rows: number;
  cols: number;
}

/** Numbers in steps of `step`, so that many are equal; or any, where it is 0. */
function randomRows(rows: number, cols: number, seed: number, step: number, offset = 0): Rows {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: rows * cols }, () => {
    const value = random.normal();
    return offset + (step ? step * Math.round(value / step) : value);
  });
  return { data, rows, cols };
}

function distance(a: Rows, row: number, b: Rows, other: number): number {
  let square = 0;
  for (let col = 0; col < a.cols; col++) {
    square += (a.data[row * a.cols + col] - b.data[other * a.cols + col]) ** 2;
  }
  return Math.sqrt(square);
}

const CASES = [
  { references: 1, queries: 3, cols: 1, count: 1, step: 0 },
  { references: 7, queries: 5, cols: 2, count: 7, step: 0 },
  { references: 100, queries: 33, cols: 3, count: 4, step: 1 },
  { references: 1500, queries: 90, cols: 5, count: 10, step: 0.5 },
  { references: 1500, queries: 90, cols: 30, count: 5, step: 0 },
  { references: 600, queries: 50, cols: 4, count: 5, step: 0, offset: 1000 },
];

for (const each of CASES) {
  const { references, queries, cols, count, step, offset } = each;
  const reference = randomRows(references, cols, 1, step, offset);
  const x = randomRows(queries, cols, 2, step, offset);
  const tree = buildReferenceTree(reference.data, references, cols);
  const scratchBytes = Math.max(nearestScratchBytes(cols, count), withinRadiusBytes(tree.shape));
  const open = () => RowPool.create({ cols, constants: tree.arrays, scratchBytes });

  Deno.test(`nearestRows() finds what a search through all finds: ${JSON.stringify(each)}`, async () => {
    using pool = await open();
    const scores = sharedArray(Float32Array, queries);
    const distances = sharedArray(Float32Array, queries * count);
    const places = sharedArray(Int32Array, queries * count);
    const results = { scores, distances, places };
    for (const score of ["farthest", "mean"] as const) {
      await pool.run("nearest-rows", x, { ...tree.shape, count, score }, results);
      for (let row = 0; row < queries; row++) {
        const expected = Array.from(
          { length: references },
          (_, i) => distance(x, row, reference, i),
        )
          .toSorted((a, b) => a - b).slice(0, count);
        // Subtracting the centre rounds values that are far from zero.
        const tolerance = 1e-6 * (1 + (offset ?? 0));
        expected.forEach((value, i) => {
          const found = tree.order[places[row * count + i]];
          const actual = distances[row * count + i];
          assert.ok(Math.abs(actual - value) <= tolerance * (1 + value), `${actual}, ${value}`);
          assert.ok(
            Math.abs(distance(x, row, reference, found) - actual) <= tolerance * (1 + value),
          );
        });
        const sum = expected.reduce((total, value) => total + value, 0);
        const wanted = score === "mean" ? sum / count : expected[count - 1];
        assert.ok(Math.abs(scores[row] - wanted) <= tolerance * (1 + wanted));
      }
    }
  });

  Deno.test(`withinRadius() finds what a search through all finds: ${JSON.stringify(each)}`, async () => {
    using pool = await open();
    const { leaves, panelsOfLeaf } = tree.shape;
    const bytes = leaves * panelsOfLeaf;
    const sets = sharedArray(Uint8Array, queries * bytes);
    // A distance that no two rows on a grid are apart.
    const radius = 1.1;
    await pool.run("within-radius", x, { ...tree.shape, radius }, { sets });
    for (let row = 0; row < queries; row++) {
      const found = Array.from(tree.order).filter((_, place) =>
        sets[row * bytes + (place >> 3)] >> (place & 7) & 1
      ).toSorted((a, b) => a - b);
      const expected = Array.from({ length: references }, (_, i) => i)
        .filter((i) => distance(x, row, reference, i) <= radius);
      assert.deepEqual(found, expected);
    }
  });
}
