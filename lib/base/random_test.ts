import assert from "node:assert/strict";
import { createRandom, xoshiro128 } from "./random.ts";

Deno.test("xoshiro128() gives the numbers of the authors' implementation", () => {
  const bits = xoshiro128(Uint32Array.of(1, 2, 3, 4));
  assert.deepEqual(
    Array.from({ length: 6 }, bits),
    [11520, 0, 5927040, 70819200, 2031721883, 1637235492],
  );
});

Deno.test("createRandom() repeats the stream of a seed and no other", () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return [random.next(), random.integer(1000), random.normal(), random.next()];
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
  assert.notDeepEqual(draw(0), draw(4294967295));
});

Deno.test("createRandom() refuses what is not a seed", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 32]) {
    assert.throws(() => createRandom(seed), RangeError);
  }
});

Deno.test("next() is uniform on [0, 1)", () => {
  const random = createRandom(1);
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 100_000; i++) tenths[Math.floor(random.next() * 10)]++;
  assert.equal(tenths.length, 10);
  for (const count of tenths) assert.ok(Math.abs(count - 10_000) < 400, `${count}`);
});

Deno.test("integer() is uniform and stays below its bound", () => {
  const random = createRandom(2);
  const counts = new Array(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[random.integer(7)]++;
  assert.equal(counts.length, 7);
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, `${count}`);
  assert.equal(random.integer(1), 0);
  assert.throws(() => random.integer(0), RangeError);
  assert.throws(() => random.integer(2.5), RangeError);
});

Deno.test("normal() has mean 0, deviation 1 and normal tails", () => {
  const random = createRandom(3);
  const n = 100_000;
  let sum = 0, squares = 0, beyondTwo = 0;
  for (let i = 0; i < n; i++) {
    const value = random.normal();
    sum += value;
    squares += value * value;
    if (Math.abs(value) > 2) beyondTwo++;
  }
  assert.ok(Math.abs(sum / n) < 0.015);
  assert.ok(Math.abs(squares / n - 1) < 0.02);
  assert.ok(Math.abs(beyondTwo / n - 0.0455) < 0.004);
});

Deno.test("shuffle() reaches each order of three equally often", () => {
  const random = createRandom(4);
  const orders = new Map<string, number>();
  for (let i = 0; i < 60_000; i++) {
    const array = Uint8Array.of(1, 2, 3);
    random.shuffle(array);
    orders.set(array.join(""), (orders.get(array.join("")) ?? 0) + 1);
  }
  assert.deepEqual([...orders.keys()].sort(), ["123", "132", "213", "231", "312", "321"]);
  for (const count of orders.values()) assert.ok(Math.abs(count - 10_000) < 450, `${count}`);
});
