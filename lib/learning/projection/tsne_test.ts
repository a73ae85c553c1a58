import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { effectivePerplexity, tsne } from "./tsne.ts";

const [GROUPS, EACH, COLS] = [4, 40, 6];
const ROWS = GROUPS * EACH;

function groups() {
  const random = createRandom(5);
  const centres = Array.from({ length: GROUPS * COLS }, () => 6 * random.normal());
  const data = Float32Array.from(
    { length: ROWS * COLS },
    (_, i) => centres[Math.floor(i / (EACH * COLS)) * COLS + i % COLS] + random.normal(),
  );
  return { data, rows: ROWS, cols: COLS };
}

/** The first two columns. */
function startOf({ data, rows, cols }: ReturnType<typeof groups>): Float64Array {
  return Float64Array.from({ length: 2 * rows }, (_, i) => data[(i >> 1) * cols + i % 2]);
}

Deno.test("tsne() puts rows of a group beside each other", async () => {
  const x = groups();
  const progress: number[] = [];
  const points = await tsne(x, startOf(x), {
    perplexity: 10,
    seed: 1,
    onProgress: (fraction) => progress.push(fraction),
  });
  for (let row = 0; row < ROWS; row++) {
    let [nearest, least] = [-1, Infinity];
    for (let other = 0; other < ROWS; other++) {
      const distance = Math.hypot(
        points[2 * row] - points[2 * other],
        points[2 * row + 1] - points[2 * other + 1],
      );
      if (other !== row && distance < least) [nearest, least] = [other, distance];
    }
    assert.equal(Math.floor(nearest / EACH), Math.floor(row / EACH));
  }
  assert.deepEqual(progress, progress.toSorted((a, b) => a - b));
  assert.equal(progress.at(-1), 1);
});

Deno.test("tsne() gives the same points for the same seed, others for another", async () => {
  const x = groups();
  const run = (seed: number) => tsne(x, startOf(x), { perplexity: 10, seed });
  const points = await run(1);
  assert.deepEqual(await run(1), points);
  assert.notDeepEqual(await run(2), points);
});

Deno.test("tsne() takes equal rows and a perplexity that they do not allow", async () => {
  const x = { data: new Float32Array(24), rows: 12, cols: 2 };
  const points = await tsne(x, new Float64Array(24), { perplexity: 30, seed: 1 });
  assert.ok(points.every(Number.isFinite));
  assert.equal(effectivePerplexity(30, 12), 3);
  assert.equal(effectivePerplexity(30, 5000), 30);
});

Deno.test("tsne() refuses too few rows", async () => {
  const x = { data: new Float32Array(18), rows: 9, cols: 2 };
  await assert.rejects(tsne(x, new Float64Array(18), { perplexity: 2, seed: 1 }), RangeError);
});

Deno.test("tsne() gives finite points for rows that are all equal, and for a single column", async () => {
  const rows = 12;
  const degenerate = {
    "all equal": { data: new Float32Array(3 * rows).fill(7), rows, cols: 3 },
    "two values": { data: Float32Array.from({ length: rows }, (_, i) => i % 2), rows, cols: 1 },
    "one column": { data: Float32Array.from({ length: rows }, (_, i) => i), rows, cols: 1 },
  };
  for (const [what, x] of Object.entries(degenerate)) {
    const start = Float64Array.from(
      { length: 2 * rows },
      (_, i) => i % 2 === 0 ? x.data[(i >> 1) * x.cols] : 0,
    );
    const points = await tsne(x, start, { perplexity: effectivePerplexity(30, rows), seed: 1 });
    assert.equal(points.length, 2 * rows);
    assert.ok(points.every(Number.isFinite), what);
  }
  const one = { data: Float32Array.of(1), rows: 1, cols: 1 };
  const settings = { perplexity: 1, seed: 1 };
  await assert.rejects(tsne(one, new Float64Array(2), settings), /10 rows/);
});
