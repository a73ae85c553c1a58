import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { nearestRows } from "./nearest_rows.ts";

Deno.test("nearestRows() finds what sorting all distances finds", async () => {
  const [rows, cols, count] = [120, 11, 7];
  const random = createRandom(3);
  const data = Float32Array.from({ length: rows * cols }, () => random.normal());
  const progress: number[] = [];
  const nearest = await nearestRows({ data, rows, cols }, count, (done) => progress.push(done));
  for (let row = 0; row < rows; row++) {
    const distances = Array.from({ length: rows }, (_, other) => {
      let squared = 0;
      for (let j = 0; j < cols; j++) {
        squared += (data[row * cols + j] - data[other * cols + j]) ** 2;
      }
      return { other, squared };
    }).filter(({ other }) => other !== row).sort((a, b) => a.squared - b.squared).slice(0, count);
    const from = row * count;
    const found = [...nearest.rows.subarray(from, from + count)].sort((a, b) => a - b);
    assert.deepEqual(found, distances.map(({ other }) => other).sort((a, b) => a - b));
    const squared = nearest.squared.slice(from, from + count).sort();
    squared.forEach((value, i) => assert.ok(Math.abs(value - distances[i].squared) < 1e-9));
  }
  assert.deepEqual(progress, [0, 64 / 120]);
});

Deno.test("nearestRows() never takes a row for its own neighbour, equal rows or not", async () => {
  const { rows } = await nearestRows({ data: new Float32Array(20), rows: 10, cols: 2 }, 9);
  for (let row = 0; row < 10; row++) {
    const found = [...rows.subarray(row * 9, row * 9 + 9)].sort((a, b) => a - b);
    assert.deepEqual(found, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((other) => other !== row));
  }
});
