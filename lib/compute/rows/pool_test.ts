import assert from "node:assert/strict";
import fc from "fast-check";
import { RowPool, sharedArray } from "./pool.ts";
import { columnSumsScratch } from "./tasks/column_sums.ts";

const COLS = 5;
const BLOCK_ROWS = 64;

/** A pool whose threads, if any, start at once. */
function createPool(threads: number): Promise<RowPool<Record<never, never>>> {
  return RowPool.create({
    cols: COLS,
    constants: {},
    scratchBytes: columnSumsScratch(COLS),
    blockRows: BLOCK_ROWS,
    rowsForThreads: 0,
    threads,
  });
}

/** Whole numbers, whose sums are exact in any order. */
function numbers(rows: number): Float32Array {
  return Float32Array.from({ length: rows * COLS }, (_, i) => (i * 7919) % 101 - 50);
}

function plainSums(data: Float32Array, rows: number): Float64Array {
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const sums = new Float64Array(blocks * COLS);
  data.forEach((value, i) => {
    sums[Math.floor(i / COLS / BLOCK_ROWS) * COLS + i % COLS] += value;
  });
  return sums;
}

async function sumsOf(pool: RowPool<Record<never, never>>, data: Float32Array) {
  const rows = data.length / COLS;
  const sums = sharedArray(Float64Array, pool.blocks(rows) * COLS);
  await pool.run("column-sums", { data, rows }, {}, { sums });
  return sums;
}

Deno.test("RowPool.run() gives the sums of each block on any number of threads", async () => {
  for (const threads of [1, 2, 3]) {
    using pool = await createPool(threads);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), async (rows) => {
        const data = numbers(rows);
        assert.deepEqual([...await sumsOf(pool, data)], [...plainSums(data, rows)]);
      }),
      { numRuns: 15 },
    );
  }
});

Deno.test("RowPool.run() keeps runs that are called at once apart", async () => {
  using pool = await createPool(2);
  const all = [1000, 10, 3000, 500].map(numbers);
  const sums = await Promise.all(all.map((data) => sumsOf(pool, data)));
  all.forEach((data, i) => {
    assert.deepEqual([...sums[i]], [...plainSums(data, data.length / COLS)]);
  });
});

Deno.test("RowPool.constants keep what was given and what is written to them", async () => {
  const given = { first: Float32Array.of(1, 2, 3), second: Int32Array.of(7, 8) };
  using pool = await RowPool.create({ cols: 1, constants: given });
  pool.constants.first[1] = 9;
  assert.deepEqual([...pool.constants.first], [1, 9, 3]);
  assert.deepEqual([...pool.constants.second], [7, 8]);
  assert.deepEqual([...given.first], [1, 2, 3]);
});

Deno.test("RowPool.run() stops at the signal's request and runs again afterwards", async () => {
  for (const threads of [1, 2]) {
    using pool = await createPool(threads);
    const data = numbers(100);
    const sums = sharedArray(Float64Array, pool.blocks(100) * COLS);
    const reason = new Error("cancelled");
    const signal = AbortSignal.abort(reason);
    const x = { data, rows: 100 };
    await assert.rejects(pool.run("column-sums", x, {}, { sums }, { signal }), reason);
    assert.ok(sums.every((sum) => sum === 0));
    assert.deepEqual([...await sumsOf(pool, data)], [...plainSums(data, 100)]);
  }
});

Deno.test("RowPool.run() fails when a thread fails", async () => {
  using pool = await createPool(2);
  const tooShort = { sums: sharedArray(Float64Array, 1) };
  const x = { data: numbers(100), rows: 100 };
  await assert.rejects(pool.run("column-sums", x, {}, tooShort), /A thread of the engine failed/);
});

Deno.test("RowPool.run() fails when the pool is disposed of meanwhile", async () => {
  const pool = await createPool(2);
  await sumsOf(pool, numbers(10));
  const run = sumsOf(pool, numbers(1_000_000));
  await Promise.resolve();
  pool[Symbol.dispose]();
  await assert.rejects(run, /The threads were ended/);
});

Deno.test("RowPool.create() refuses more memory than the kernels have", async () => {
  const create = RowPool.create({ cols: 1, constants: {}, scratchBytes: 2 ** 31 });
  await assert.rejects(create, RangeError);
});
