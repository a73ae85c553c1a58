import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { type SplitOptions, splitRows } from "./split_rows.ts";

const order = fc.constantFrom<SplitOptions["order"]>("random", "tail");

Deno.test("splitRows() puts each row into one part, none of which is empty", () => {
  fc.assert(fc.property(
    fc.integer({ min: 2, max: 200 }),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    order,
    (rows, share, order) => {
      const { training, validation } = splitRows(rows, { share, order }, createRandom(1));
      assert.ok(training.length > 0 && validation.length > 0);
      assert.ok(Math.abs(validation.length - rows * share) <= 1);
      const all = [...training, ...validation].toSorted((a, b) => a - b);
      assert.deepEqual(all, Array.from({ length: rows }, (_, row) => row));
    },
  ));
});

Deno.test('splitRows() with "tail" validates on the last rows', () => {
  const parts = splitRows(10, { share: 0.3, order: "tail" }, createRandom(1));
  assert.deepEqual([...parts.training], [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...parts.validation], [7, 8, 9]);
});

Deno.test('splitRows() with "random" depends on the random numbers alone', () => {
  const split = (seed: number) =>
    splitRows(50, { share: 0.2, order: "random" }, createRandom(seed));
  assert.deepEqual(split(1), split(1));
  assert.notDeepEqual(split(1).validation, split(2).validation);
});

Deno.test("splitRows() keeps the share of each class", () => {
  const labels = Uint8Array.from({ length: 100 }, (_, row) => row % 10 === 0 ? 1 : 0);
  for (const order of ["random", "tail"] as const) {
    const { validation } = splitRows(100, { share: 0.2, order, labels }, createRandom(3));
    assert.equal(validation.filter((row) => labels[row] === 1).length, 2);
    assert.equal(validation.filter((row) => labels[row] === 0).length, 18);
  }
  const tail = splitRows(100, { share: 0.2, order: "tail", labels }, createRandom(3));
  assert.deepEqual([...tail.validation].filter((row) => labels[row] === 1), [80, 90]);
});

Deno.test("splitRows() trains on the only row of a class", () => {
  const labels = Uint8Array.of(0, 0, 1, 0);
  const { training } = splitRows(4, { share: 0.5, order: "random", labels }, createRandom(1));
  assert.ok(training.includes(2));
});
